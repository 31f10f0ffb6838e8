-- Who may enter which schema, and what a new table grants by itself. Run as administrator; idempotent.
-- The app is granted nothing by default: a table that no migration granted is a table that nobody can read.

GRANT USAGE ON SCHEMA accord TO accord_app, accord_door, accord_matcher, accord_gate, accord_backup;
GRANT USAGE ON SCHEMA door TO accord_door, accord_gate, accord_backup;
GRANT USAGE ON SCHEMA matching TO accord_matcher, accord_gate, accord_backup;
GRANT USAGE ON SCHEMA jobs TO accord_matcher, accord_gate, accord_backup;

-- A function can change hands only to a role that may create in its schema; the gate cannot sign in.
GRANT CREATE ON SCHEMA accord TO accord_gate;

ALTER DEFAULT PRIVILEGES FOR ROLE accord_owner IN SCHEMA accord
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO accord_gate;
ALTER DEFAULT PRIVILEGES FOR ROLE accord_owner IN SCHEMA door
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO accord_door, accord_gate;
ALTER DEFAULT PRIVILEGES FOR ROLE accord_owner IN SCHEMA door
    GRANT USAGE ON SEQUENCES TO accord_door;
ALTER DEFAULT PRIVILEGES FOR ROLE accord_owner IN SCHEMA matching
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO accord_matcher;
ALTER DEFAULT PRIVILEGES FOR ROLE accord_owner IN SCHEMA matching
    GRANT USAGE ON SEQUENCES TO accord_matcher;
ALTER DEFAULT PRIVILEGES FOR ROLE accord_owner IN SCHEMA jobs
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO accord_matcher, accord_gate;
ALTER DEFAULT PRIVILEGES FOR ROLE accord_owner IN SCHEMA jobs
    GRANT USAGE ON SEQUENCES TO accord_matcher, accord_gate;
ALTER DEFAULT PRIVILEGES FOR ROLE accord_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE accord_owner IN SCHEMA jobs
    GRANT EXECUTE ON FUNCTIONS TO accord_matcher, accord_gate;
