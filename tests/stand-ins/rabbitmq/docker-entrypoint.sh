#!/usr/bin/env bash
# Becomes the server, as the user that may be it; the official image does the same.
set -euo pipefail
if [[ "$1" == rabbitmq* ]] && [ "$(id -u)" -eq 0 ]; then
  [ "$1" != rabbitmq-server ] || find /var/lib/rabbitmq \! -user rabbitmq -exec chown rabbitmq '{}' +
  exec setpriv --reuid rabbitmq --regid rabbitmq --init-groups "${BASH_SOURCE[0]}" "$@"
fi
exec "$@"
