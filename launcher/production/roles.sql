-- The two roles and the database of the portal. Runs once on an empty server (docker-compose.yml mounts it), and by
-- hand on a server you have: SANDI_ASN_PEMILIK=... SANDI_ASN_APP=... psql -U postgres -f roles.sql
\set ON_ERROR_STOP on
\set QUIET on
SET log_min_error_statement TO panic; -- a password must not enter the log, not even with an error
\getenv sandi_pemilik SANDI_ASN_PEMILIK
\getenv sandi_app SANDI_ASN_APP

SELECT 'CREATE ROLE asn_pemilik LOGIN' WHERE to_regrole('asn_pemilik') IS NULL \gexec
SELECT 'CREATE ROLE asn_app LOGIN' WHERE to_regrole('asn_app') IS NULL \gexec
ALTER ROLE asn_pemilik PASSWORD :'sandi_pemilik';
ALTER ROLE asn_app PASSWORD :'sandi_app';

-- Behind PgBouncer the portal cannot set its limits per connection; as defaults of the role they hold anyway.
ALTER ROLE asn_app SET statement_timeout = '30s';
ALTER ROLE asn_app SET lock_timeout = '10s';
ALTER ROLE asn_app SET idle_in_transaction_session_timeout = '60s';

SELECT 'CREATE DATABASE asn OWNER asn_pemilik' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'asn') \gexec
REVOKE ALL ON DATABASE asn FROM PUBLIC;
GRANT CONNECT ON DATABASE asn TO asn_app;
