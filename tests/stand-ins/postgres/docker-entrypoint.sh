#!/usr/bin/env bash
# Makes the data directory when it is empty, as the official image does, and becomes the server.
set -Eeuo pipefail

# from_file NAME: NAME, or what stands in the file that NAME_FILE names.
from_file() {
  local file="$1_FILE"
  if [ -n "${!1:-}" ] && [ -n "${!file:-}" ]; then
    echo "error: both $1 and $file are set" >&2
    exit 1
  fi
  if [ -n "${!file:-}" ]; then
    printf -v "$1" '%s' "$(<"${!file}")"
  fi
  export "${1?}"
  unset "$file"
}

# On the socket the server trusts everybody; nobody else hears it before all is set up.
query() { psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" "$@"; }

set_up() {
  if [ -z "${POSTGRES_PASSWORD:-}" ]; then
    echo 'error: POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE has to be set' >&2
    exit 1
  fi
  if [ "$POSTGRES_USER" = postgres ]; then
    cp -a /var/lib/postgresql/made/. "$PGDATA/"
  else
    initdb --pgdata "$PGDATA" --username "$POSTGRES_USER"
    echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  fi
  # `pg_ctl -w` looks ten times a second only. What this server writes is not waited for: it is made again easily.
  postgres -c listen_addresses= -c fsync=off &
  local server=$!
  until pg_isready --quiet --username "$POSTGRES_USER"; do
    kill -0 "$server"
    sleep 0.02
  done
  query --dbname postgres <<'SQL'
\getenv user POSTGRES_USER
\getenv password POSTGRES_PASSWORD
\getenv database POSTGRES_DB
ALTER ROLE :"user" PASSWORD :'password';
SELECT format('CREATE DATABASE %I', :'database')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database')
\gexec
SQL
  local file
  for file in /docker-entrypoint-initdb.d/*; do
    echo "$0: $file"
    case "$file" in
      *.sh) if [ -x "$file" ]; then "$file"; else . "$file"; fi ;;
      *.sql) query --dbname "$POSTGRES_DB" --file "$file" ;;
    esac
  done
  kill -INT "$server"
  wait "$server"
}

[ "${1:0:1}" != - ] || set -- postgres "$@"
if [ "$1" = postgres ]; then
  if [ "$(id -u)" -eq 0 ]; then
    mkdir -p "$PGDATA" /var/run/postgresql
    chmod 700 "$PGDATA"
    chown postgres:postgres "$PGDATA" /var/run/postgresql
    exec setpriv --reuid postgres --regid postgres --init-groups "${BASH_SOURCE[0]}" "$@"
  fi
  from_file POSTGRES_USER
  from_file POSTGRES_PASSWORD
  from_file POSTGRES_DB
  : "${POSTGRES_USER:=postgres}"
  : "${POSTGRES_DB:=$POSTGRES_USER}"
  [ -s "$PGDATA/PG_VERSION" ] || set_up
fi
exec "$@"
