# Versions of the configs: raise one whenever its file changes.
export NGINX_CONF_VERSION=v1
export INDEX_HTML_VERSION=v1
export SYNC_SH_VERSION=v1
