# Versions of the configs: raise one whenever its file changes.
export ENTRYPOINT_VERSION=v1
