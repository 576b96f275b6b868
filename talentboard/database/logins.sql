-- The database, its owner, and the logins of web, worker and retention. Run once by the server's administrator, with
-- psql 15 or later; a second run makes what is missing, changes the passwords, and nothing else:
--
--     export OWNER_PASSWORD=... WEB_PASSWORD=... WORKER_PASSWORD=... RETENTION_PASSWORD=...
--     psql --no-psqlrc --set ON_ERROR_STOP=1 --dbname postgres --file talentboard/database/logins.sql
--
-- The group roles are named after the database, `talentboard` unless TALENTBOARD_DATABASE names another.
\set ON_ERROR_STOP on
\set database talentboard
\getenv database TALENTBOARD_DATABASE
\getenv owner_password OWNER_PASSWORD
\getenv web_password WEB_PASSWORD
\getenv worker_password WORKER_PASSWORD
\getenv retention_password RETENTION_PASSWORD
\set owner :database _owner
\set web :database _web
\set worker :database _worker
\set retention :database _retention
\set web_login :database _web_login
\set worker_login :database _worker_login
\set retention_login :database _retention_login

-- A statement that fails is not written to the server's log with a password in it.
SET log_min_error_statement = panic;
SET log_statement = none;

-- \gexec runs each row of an answer as a statement: this is how "create where missing" is said.
SELECT format('CREATE ROLE %I LOGIN', name)
  FROM unnest(ARRAY[:'owner', :'web_login', :'worker_login', :'retention_login']) AS name
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
SELECT format('CREATE ROLE %I NOLOGIN', name) FROM unnest(ARRAY[:'web', :'worker', :'retention']) AS name
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec

ALTER ROLE :"owner" LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD :'owner_password';
ALTER ROLE :"web_login" LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD :'web_password';
ALTER ROLE :"worker_login" LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD :'worker_password';
ALTER ROLE :"retention_login" LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD :'retention_password';
-- A process that froze in the middle of a transaction keeps others out of its rows for so long, and no longer.
ALTER ROLE :"web_login" SET idle_in_transaction_session_timeout = '5min';
ALTER ROLE :"worker_login" SET idle_in_transaction_session_timeout = '5min';
ALTER ROLE :"retention_login" SET idle_in_transaction_session_timeout = '5min';
GRANT :"web" TO :"web_login" WITH INHERIT TRUE;
GRANT :"worker" TO :"worker_login" WITH INHERIT TRUE;
GRANT :"retention" TO :"retention_login" WITH INHERIT TRUE;
GRANT :"web", :"worker", :"retention" TO :"owner" WITH SET TRUE, INHERIT FALSE;

SELECT format('CREATE DATABASE %I OWNER %I ENCODING ''UTF8'' LOCALE_PROVIDER builtin LOCALE ''C.UTF-8'' '
              'TEMPLATE template0', :'database', :'owner')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
REVOKE TEMPORARY ON DATABASE :"database" FROM PUBLIC;
