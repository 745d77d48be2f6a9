# Versions of the configs: raise one whenever its file changes.
export ENTRYPOINT_VERSION=v1
export FIRST_START_VERSION=v1
export CONFIGURATION_VERSION=v1
export PG_BACKUP_VERSION=v1

# abra app cmd <app-name> app reset_admin_password
# Gives the user "admin" the password of the secret again.
reset_admin_password() {
  RESET_ADMIN_PASSWORD=1 REDMINE_NO_DB_MIGRATE=1 /docker-entrypoint.sh rails runner /first-start.rb
}
