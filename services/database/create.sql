-- One database and one role for each service of the platform. Run by the server's administrator with psql (14 or
-- later), again whenever a password is to change; `setup` does it with passwords from the environment:
--
--   psql --set ON_ERROR_STOP=1 --set auth_password=… --set user_password=… --set notifications_password=… \
--     --file create.sql postgres
--
-- A role owns its database and can connect to no other one: what a service needs of another it asks for, or
-- learns from events.

-- The statements below hold passwords, and the server's log is to hold none.
SET log_statement = 'none';
SET log_min_duration_statement = -1;
SET log_min_error_statement = 'panic';

SELECT format('CREATE ROLE %I', service)
  FROM unnest(ARRAY['auth', 'user', 'notifications']) AS service
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = service)
\gexec

SELECT format('ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', service)
  FROM unnest(ARRAY['auth', 'user', 'notifications']) AS service
\gexec

ALTER ROLE auth PASSWORD :'auth_password';
ALTER ROLE "user" PASSWORD :'user_password';
ALTER ROLE notifications PASSWORD :'notifications_password';

-- Sorted by bytes, as SQLite sorts, whatever the server's locale.
SELECT format(
         'CREATE DATABASE %I OWNER %I TEMPLATE template0 ENCODING ''UTF8'' LC_COLLATE ''C'' LC_CTYPE ''C.UTF-8''',
         service, service
       )
  FROM unnest(ARRAY['auth', 'user', 'notifications']) AS service
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = service)
\gexec

-- Everybody may connect to a new database unless it is taken back, to those of the server itself too.
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', datname)
  FROM pg_database
 WHERE datname IN ('auth', 'user', 'notifications', 'postgres', 'template1')
\gexec
