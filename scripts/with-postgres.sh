#!/usr/bin/env bash
# Runs a command against a private, throw-away PostgreSQL + PostGIS cluster, its address in DATABASE_URL.
# Usage: scripts/with-postgres.sh npm run test:server
set -euo pipefail

bin=""
for version in 18 17 16 15; do
  if [ -x "/usr/lib/postgresql/$version/bin/initdb" ]; then bin="/usr/lib/postgresql/$version/bin"; break; fi
done
if [ -z "$bin" ]; then
  if command -v initdb >/dev/null; then bin="$(dirname "$(command -v initdb)")"; else
    echo "with-postgres: no PostgreSQL server found; install postgresql-15-postgis-3" >&2
    exit 2
  fi
fi

folder="$(mktemp -d /tmp/carecircle-pg.XXXXXX)"
port="$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')"
as_owner() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }
if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
stop() {
  as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT

as_owner "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >"$folder/initdb.log"
as_owner "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/server.log" \
  -o "-h 127.0.0.1 -p $port -k $folder -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60" start >/dev/null
export DATABASE_URL="postgres://postgres@127.0.0.1:$port/postgres"
"$@"
