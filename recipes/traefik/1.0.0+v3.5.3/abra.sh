# Versions of the configs: raise one whenever its file changes.
export TRAEFIK_YML_VERSION=v1
export FILE_PROVIDER_YML_VERSION=v1
