-- The catalogue lint: what stands in the database against the access rule, one row a fault.
--
-- It reads PostgreSQL's own catalogue, so it holds against migrations, against an operator's psql and against us.
-- Any role may run it. The one parameter is the allow-list of exceptions.py, as JSON: tables, indexes, functions.
-- catalogue.py runs it with search_path = pg_catalog, so that expressions come out with their schemas.

WITH ours AS (
    SELECT name, oid AS id FROM pg_namespace, unnest(ARRAY['accord', 'door', 'matching', 'jobs']) AS name
    WHERE nspname = name
), foreigners AS (  -- the roles that sign in for work; the owner signs in to migrate only
    SELECT rolname AS name, oid AS id FROM pg_roles WHERE rolname IN ('accord_app', 'accord_door', 'accord_matcher')
), exempt AS (
    SELECT e."table", e.kind, e."column", e.must
    FROM jsonb_to_recordset(%(allowed)s::jsonb -> 'tables') AS e("table" text, kind text, "column" text, must text)
), shape AS (  -- every table of accord, with the one kind of policy that it may have
    SELECT c.oid AS id, c.relname AS name, coalesce(e.kind, 'seat') AS kind, e.must,
           c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
           CASE coalesce(e.kind, 'seat')
               WHEN 'seat' THEN format('(%%s = ANY (( SELECT accord.my_dossiers() AS my_dossiers)::uuid[]))',
                                       coalesce(nullif(e."column", ''), 'dossier_id'))
               WHEN 'mine' THEN format('(%%s = ( SELECT accord.me() AS me))', e."column")
           END AS reads,
           CASE coalesce(e.kind, 'seat')
               WHEN 'seat' THEN format('(%%s = ANY (( SELECT accord.my_writable() AS my_writable)::uuid[]))',
                                       coalesce(nullif(e."column", ''), 'dossier_id'))
               WHEN 'mine' THEN format('(%%s = ( SELECT accord.me() AS me))', e."column")
           END AS writes
    FROM pg_class c LEFT JOIN exempt e ON e."table" = c.relname
    WHERE c.relnamespace = 'accord'::regnamespace AND c.relkind IN ('r', 'p')
), clause AS (  -- every expression of every policy, said to the app
    SELECT s.*, p.polname, p.polcmd, said.expression, said.part
    FROM shape s JOIN pg_policy p ON p.polrelid = s.id
    CROSS JOIN LATERAL (VALUES ('using', pg_get_expr(p.polqual, p.polrelid)),
                               ('check', pg_get_expr(p.polwithcheck, p.polrelid))) AS said(part, expression)
    WHERE said.expression IS NOT NULL AND 'accord_app'::regrole = ANY (p.polroles)
), mark AS (  -- the predicate that the clause must be, or be narrowed from by AND
    SELECT c.*, CASE WHEN c.polcmd = 'r' THEN c.reads ELSE c.writes END AS predicate FROM clause c
), fault (rule, object, detail) AS (

    SELECT 'row security is not enabled', name, 'ALTER TABLE … ENABLE ROW LEVEL SECURITY' FROM shape
    WHERE NOT enabled AND kind <> 'bookkeeping'
    UNION ALL
    SELECT 'row security is not forced on the owner', name, 'ALTER TABLE … FORCE ROW LEVEL SECURITY' FROM shape
    WHERE NOT forced AND kind <> 'bookkeeping'
    UNION ALL
    SELECT 'table has no policy', name, 'use an operation of base.row_security.operations' FROM shape s
    WHERE kind <> 'bookkeeping' AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = s.id)
    UNION ALL
    SELECT 'protected table has no dossier', name, 'a row of a dossier has the column dossier_id' FROM shape s
    WHERE kind = 'seat' AND reads ~ '^\(dossier_id ' AND NOT EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = s.id AND a.attname = 'dossier_id' AND a.attnotnull)

    -- What each kind of policy may say
    UNION ALL
    SELECT 'policy does not name the seat rule', name || '.' || polname, expression FROM mark
    WHERE kind = 'seat' AND NOT (expression = predicate
                                 OR starts_with(expression, '(' || predicate || ' AND '))
    UNION ALL
    SELECT 'policy does not keep to its member', name || '.' || polname, expression FROM mark
    WHERE kind = 'mine' AND expression <> predicate
      AND NOT (polcmd = 'a' AND expression = '(( SELECT accord.me() AS me) IS NOT NULL)'
               AND must = 'filed by others')
    UNION ALL
    SELECT 'public table is written by anybody', name || '.' || polname, expression FROM mark
    WHERE kind = 'public' AND polcmd <> 'r' AND position('accord.i_am(' IN expression) = 0
    UNION ALL
    SELECT 'write-only table has another policy', name || '.' || polname, expression FROM mark
    WHERE kind = 'write-only' AND polcmd <> 'a'
    UNION ALL
    SELECT 'guarded table''s policy does not name its guard', name || '.' || polname, expression FROM mark
    WHERE kind = 'guard' AND expression !~ must
    UNION ALL
    SELECT 'policy is for everybody or for an unknown role', p.polrelid::regclass::text || '.' || p.polname,
           coalesce(r.rolname, 'PUBLIC')
    FROM pg_policy p CROSS JOIN LATERAL unnest(p.polroles) AS held(id) LEFT JOIN pg_roles r ON r.oid = held.id
    WHERE r.rolname IS NULL OR r.rolname NOT IN ('accord_app', 'accord_door', 'accord_matcher')
    UNION ALL
    SELECT 'door has a policy on a table that it must not see', s.name || '.' || p.polname, p.polcmd::text
    FROM pg_policy p JOIN shape s ON s.id = p.polrelid
    WHERE 'accord_door'::regrole = ANY (p.polroles) AND NOT (s.kind = 'write-only' AND p.polcmd = 'a')
    UNION ALL
    SELECT 'policy is for all commands at once', p.polrelid::regclass::text || '.' || p.polname, 'name the command'
    FROM pg_policy p WHERE p.polcmd = '*'
    UNION ALL
    SELECT 'allow-list names a table that is no more', "table", kind FROM exempt
    WHERE NOT EXISTS (SELECT FROM shape WHERE shape.name = exempt."table")

    -- What the shape of a protected table gives away
    UNION ALL
    SELECT 'index of a protected table does not lead with its dossier', s.name || '.' || c.relname,
           CASE WHEN i.indisunique THEN 'unique: a collision tells of a hidden row'
                ELSE 'a look-up by it finds hidden rows, and takes longer for them' END
    FROM shape s JOIN pg_index i ON i.indrelid = s.id JOIN pg_class c ON c.oid = i.indexrelid
    LEFT JOIN pg_attribute a ON a.attrelid = s.id AND a.attnum = i.indkey[0]
    WHERE s.kind = 'seat' AND a.attname IS DISTINCT FROM 'dossier_id' AND s.name <> 'dossier'
      AND NOT %(allowed)s::jsonb -> 'indexes' ? c.relname::text
    UNION ALL
    SELECT 'planner knows how full each dossier is', s.name, 'ALTER COLUMN dossier_id SET STATISTICS 0'
    FROM shape s JOIN pg_attribute a ON a.attrelid = s.id AND a.attname = 'dossier_id'
    WHERE s.kind = 'seat' AND coalesce(a.attstattarget, -1) <> 0
    UNION ALL
    SELECT 'exclusion constraint on a protected table', s.name || '.' || k.conname, 'a collision tells of a hidden row'
    FROM shape s JOIN pg_constraint k ON k.conrelid = s.id AND k.contype = 'x' WHERE s.kind = 'seat'
    UNION ALL
    SELECT 'foreign key between protected rows does not lead with the dossier', s.name || '.' || k.conname,
           pg_get_constraintdef(k.oid)
    FROM pg_constraint k
    JOIN shape s ON s.id = k.conrelid AND s.kind = 'seat'
    JOIN shape t ON t.id = k.confrelid AND t.kind = 'seat'
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
    JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
    WHERE k.contype = 'f' AND NOT (a.attname = 'dossier_id'
                                   AND b.attname = CASE t.name WHEN 'dossier' THEN 'id' ELSE 'dossier_id' END)
    UNION ALL
    SELECT 'column counts rows across dossiers', s.name || '.' || a.attname, 'a sequence tells how many rows there are'
    FROM shape s JOIN pg_attribute a ON a.attrelid = s.id AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = s.id AND d.adnum = a.attnum
    WHERE s.kind <> 'bookkeeping'
      AND (a.attidentity <> '' OR position('nextval' IN coalesce(pg_get_expr(d.adbin, d.adrelid), '')) > 0)
    UNION ALL
    SELECT 'table inherits', c.relname, 'policies are those of the table that is named in the query'
    FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid JOIN ours o ON o.id = c.relnamespace AND c.relkind <> 'i'
    UNION ALL
    SELECT 'table rewrites its queries', c.relname, r.rulename
    FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN ours o ON o.id = c.relnamespace
    WHERE c.relkind IN ('r', 'p')
    UNION ALL
    SELECT 'view looks with its owner''s eyes', o.name || '.' || c.relname, 'WITH (security_invoker = true)'
    FROM pg_class c JOIN ours o ON o.id = c.relnamespace
    WHERE c.relkind = 'v' AND NOT coalesce(c.reloptions, '{}') && ARRAY['security_invoker=true', 'security_invoker=on']
    UNION ALL
    SELECT 'relation of a kind that row security does not reach', o.name || '.' || c.relname, c.relkind::text
    FROM pg_class c JOIN ours o ON o.id = c.relnamespace WHERE c.relkind IN ('m', 'f')
    UNION ALL
    SELECT 'row security is published to a subscriber', p.pubname, 'a subscriber receives every row'
    FROM pg_publication p

    -- Functions
    UNION ALL
    SELECT 'definer function is not on the allow-list', p.oid::regprocedure::text, 'exceptions.py gives each its reason'
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prosecdef AND n.nspname !~ '^(pg_|information_schema$)'
      AND NOT %(allowed)s::jsonb -> 'functions' ? (n.nspname || '.' || p.proname)
    UNION ALL
    SELECT 'definer function leaves its search path open', p.oid::regprocedure::text, coalesce(p.proconfig::text, 'none')
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prosecdef AND n.nspname !~ '^(pg_|information_schema$)'
      AND NOT coalesce(p.proconfig, '{}') && ARRAY['search_path=pg_catalog, pg_temp', 'search_path=jobs, pg_temp']
    UNION ALL
    SELECT 'definer function is not the gate''s', p.oid::regprocedure::text, p.proowner::regrole::text
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prosecdef AND n.nspname !~ '^(pg_|information_schema$)' AND p.proowner <> 'accord_gate'::regrole
    UNION ALL
    SELECT 'definer function is open to everybody', p.oid::regprocedure::text, 'REVOKE ALL ON FUNCTION … FROM PUBLIC'
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prosecdef AND n.nspname !~ '^(pg_|information_schema$)'
      AND EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x WHERE x.grantee = 0)
    UNION ALL
    SELECT 'function vouches that it tells nothing', p.oid::regprocedure::text, 'LEAKPROOF runs before the policy does'
    FROM pg_proc p JOIN ours o ON o.id = p.pronamespace WHERE p.proleakproof
    UNION ALL
    SELECT 'the gate owns more than functions', pg_describe_object(d.classid, d.objid, d.objsubid), d.classid::regclass::text
    FROM pg_shdepend d JOIN pg_database b ON b.oid = d.dbid AND b.datname = current_database()
    WHERE d.deptype = 'o' AND d.refclassid = 'pg_authid'::regclass AND d.refobjid = 'accord_gate'::regrole
      AND d.classid <> 'pg_proc'::regclass

    -- Roles
    UNION ALL
    SELECT 'role has more than its work', rolname, 'superuser, bypassrls, createdb, createrole or replication'
    FROM pg_roles WHERE (rolname IN ('accord_app', 'accord_door', 'accord_matcher')
                         AND (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication))
                     OR (rolname IN ('accord_gate', 'accord_backup') AND (rolcanlogin OR rolsuper OR rolcreaterole))
                     OR (rolname = 'accord_owner' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication))
    UNION ALL
    SELECT 'role is a member of another', f.name, m.roleid::regrole::text
    FROM foreigners f JOIN pg_auth_members m ON m.member = f.id
    UNION ALL
    SELECT 'role owns something', f.name, pg_describe_object(d.classid, d.objid, d.objsubid)
    FROM pg_shdepend d JOIN pg_database b ON b.oid = d.dbid AND b.datname = current_database()
    JOIN foreigners f ON f.id = d.refobjid AND d.refclassid = 'pg_authid'::regclass WHERE d.deptype = 'o'
    UNION ALL
    SELECT 'role may do to a table what no page does', f.name, c.oid::regclass::text || ': ' || r.privilege
    FROM foreigners f CROSS JOIN pg_class c JOIN ours o ON o.id = c.relnamespace
    CROSS JOIN unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) AS r(privilege)
    WHERE c.relkind IN ('r', 'p', 'v') AND has_table_privilege(f.id, c.oid, r.privilege)
    UNION ALL
    SELECT 'role enters a schema that is not its own', f.name, n.nspname
    FROM foreigners f CROSS JOIN pg_namespace n
    WHERE n.nspname !~ '^(pg_|information_schema$)' AND has_schema_privilege(f.id, n.oid, 'USAGE')
      AND NOT (n.nspname = 'accord' OR (f.name = 'accord_door' AND n.nspname = 'door')
               OR (f.name = 'accord_matcher' AND n.nspname IN ('matching', 'jobs')))
    UNION ALL
    SELECT 'role may create', f.name, n.nspname
    FROM foreigners f CROSS JOIN pg_namespace n WHERE has_schema_privilege(f.id, n.oid, 'CREATE')
    UNION ALL
    SELECT 'role may create in the database', f.name, r.privilege
    FROM foreigners f CROSS JOIN unnest(ARRAY['CREATE', 'TEMPORARY']) AS r(privilege)
    WHERE has_database_privilege(f.id, current_database(), r.privilege)
    UNION ALL
    SELECT 'role reads a table of another schema', f.name, c.oid::regclass::text
    FROM foreigners f CROSS JOIN pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname !~ '^(pg_|information_schema$)' AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
      AND NOT (n.nspname = 'accord' OR (f.name = 'accord_door' AND n.nspname = 'door')
               OR (f.name = 'accord_matcher' AND n.nspname IN ('matching', 'jobs')))
      AND has_any_column_privilege(f.id, c.oid, 'SELECT, INSERT, UPDATE')
    UNION ALL
    SELECT 'everybody has a right on a table', c.oid::regclass::text, x.privilege_type
    FROM pg_class c JOIN ours o ON o.id = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) x WHERE x.grantee = 0
    UNION ALL
    SELECT 'a new table would be granted by itself', f.name, o.name
    FROM pg_default_acl d JOIN ours o ON o.id = d.defaclnamespace CROSS JOIN LATERAL aclexplode(d.defaclacl) x
    JOIN foreigners f ON f.id = x.grantee
    WHERE d.defaclobjtype = 'r' AND o.name = 'accord'
)
SELECT rule, object, detail FROM fault ORDER BY rule, object, detail
