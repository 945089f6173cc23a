#!/bin/sh
# Run once by the PostgreSQL image, when its database is made: Percakapan's own role, no superuser, and its database.
set -eu
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set "password=$DATABASE_PASSWORD" \
  --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
CREATE ROLE percakapan LOGIN PASSWORD :'password';
CREATE DATABASE percakapan OWNER percakapan;
SQL
