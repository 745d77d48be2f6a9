# Versions of the configs: raise one whenever its file changes.
export CONFIG_VERSION=v2
export USERS_VERSION=v1
