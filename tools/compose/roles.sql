-- Roles and databases for docker-compose.yml: run once by the PostgreSQL image, with psql, when its data folder is new.
-- The statements are those of server/embedded/roles.rules.ts (a test compares them); the passwords come from the environment.
\getenv owner_password DESKHAND_OWNER_PASSWORD
\getenv app_password DESKHAND_APP_PASSWORD
\getenv temporal_password TEMPORAL_DB_PASSWORD

DO $roles$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'deskhand_owner') THEN CREATE ROLE "deskhand_owner"; END IF; END $roles$;
DO $roles$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'deskhand_app') THEN CREATE ROLE "deskhand_app"; END IF; END $roles$;
DO $roles$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'deskhand_lookup') THEN CREATE ROLE "deskhand_lookup"; END IF; END $roles$;
ALTER ROLE "deskhand_owner" LOGIN CREATEROLE NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS;
ALTER ROLE "deskhand_app" LOGIN NOCREATEROLE NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS;
ALTER ROLE "deskhand_lookup" NOLOGIN NOCREATEROLE NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS;
GRANT "deskhand_lookup" TO "deskhand_owner" WITH ADMIN TRUE, INHERIT FALSE, SET TRUE;
ALTER ROLE "deskhand_app" SET statement_timeout = '30s';
ALTER ROLE "deskhand_app" SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE "deskhand_app" SET lock_timeout = '15s';
ALTER ROLE "deskhand_owner" PASSWORD :'owner_password';
ALTER ROLE "deskhand_app" PASSWORD :'app_password';
CREATE DATABASE "deskhand" OWNER "deskhand_owner" TEMPLATE template0 ENCODING 'UTF8';

CREATE ROLE temporal LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'temporal_password';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
REVOKE ALL ON DATABASE temporal, temporal_visibility FROM PUBLIC;

\connect deskhand
ALTER DATABASE "deskhand" OWNER TO "deskhand_owner";
REVOKE ALL ON DATABASE "deskhand" FROM PUBLIC;
GRANT CONNECT ON DATABASE "deskhand" TO "deskhand_owner", "deskhand_app";
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO "deskhand_app";
GRANT USAGE, CREATE ON SCHEMA public TO "deskhand_lookup";
