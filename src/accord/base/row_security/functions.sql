-- Who is asking, and which dossiers they hold. These few functions are the whole of the access rule's look-up.
--
-- Each is owned by the gate (NOLOGIN, BYPASSRLS), because a definer function of the tables' owner would see nothing
-- under FORCE ROW LEVEL SECURITY. plpgsql binds late, so they can stand before the tables that they read.
-- The raw token is set for one transaction by base.row_security.session; the database keeps only its hash.

CREATE OR REPLACE FUNCTION accord.token_hash(setting text) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    -- NULLIF: a transaction-local setting reads '' afterwards, not NULL.
    SELECT sha256(convert_to(NULLIF(current_setting(setting, true), ''), 'UTF8'))
$$;

-- The member who asks: of a live session, or of a live mandate (a job, an import, the command line).
CREATE OR REPLACE FUNCTION accord.me() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE asker uuid;
BEGIN
    IF NULLIF(current_setting('accord.session', true), '') IS NOT NULL THEN
        SELECT s.member_id INTO asker FROM door.session s
        WHERE s.token_hash = accord.token_hash('accord.session') AND s.active_until > statement_timestamp()
          AND s.expires_at > statement_timestamp();
    ELSIF NULLIF(current_setting('accord.mandate', true), '') IS NOT NULL THEN
        SELECT d.member_id INTO asker FROM accord.mandate d
        WHERE d.token_hash = accord.token_hash('accord.mandate') AND d.until > statement_timestamp()
          AND d.revoked_at IS NULL;
    END IF;
    RETURN (SELECT m.id FROM accord.member m WHERE m.id = asker AND m.active);
END $$;

CREATE OR REPLACE FUNCTION accord.my_agency() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN (SELECT m.agency_id FROM accord.member m WHERE m.id = accord.me()); END $$;

-- Live seats of the member who asks, by a session. A mandate opens its own dossier alone, and only while the seat lives.
CREATE OR REPLACE FUNCTION accord.my_seats(roles text[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE asker uuid := accord.me(); found uuid[];
BEGIN
    IF asker IS NULL THEN
        RETURN '{}';
    ELSIF NULLIF(current_setting('accord.session', true), '') IS NOT NULL THEN
        SELECT array_agg(s.dossier_id) INTO found FROM accord.seat s
        WHERE s.member_id = asker AND s.until > statement_timestamp() AND s.role = ANY (roles);
    ELSE
        SELECT array_agg(s.dossier_id) INTO found
        FROM accord.mandate d JOIN accord.seat s ON s.dossier_id = d.dossier_id
        WHERE d.token_hash = accord.token_hash('accord.mandate')
          AND s.member_id = asker AND s.until > statement_timestamp() AND s.role = ANY (roles);
    END IF;
    RETURN coalesce(found, '{}');
END $$;

CREATE OR REPLACE FUNCTION accord.my_dossiers() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN accord.my_seats('{reader,worker,lead}'); END $$;

CREATE OR REPLACE FUNCTION accord.my_writable() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN accord.my_seats('{worker,lead}'); END $$;

-- Members of my agency, and those who sit with me on a dossier: whose names I may read.
CREATE OR REPLACE FUNCTION accord.my_fellows() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(array_agg(DISTINCT s.member_id), '{}') FROM accord.seat s
        WHERE s.dossier_id = ANY (accord.my_dossiers())
    );
END $$;

-- Duties are an agency's own matter: administrator, commander, custodian, broker (agencies/models.py).
CREATE OR REPLACE FUNCTION accord.i_am(duty text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN EXISTS (SELECT 1 FROM accord.member m WHERE m.id = accord.me() AND duty = ANY (m.duties)); END $$;

-- Whether the member who asks works for a support agency. A human with an account at an immigration-enforcement agency
-- counts as that everywhere.
CREATE OR REPLACE FUNCTION accord.i_support() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM accord.member m JOIN accord.agency a ON a.id = m.agency_id AND a.realm = 'support'
        WHERE m.id = accord.me() AND NOT EXISTS (
            SELECT 1 FROM accord.member o JOIN accord.agency b ON b.id = o.agency_id AND b.immigration_enforcement
            WHERE o.human_id = m.human_id)
    );
END $$;

-- Whoever the app says has acted, the trail names the member of the session. Where no session lives any more (a member
-- has just signed out), or somebody dropped it on purpose to sign as another, the entry says that nothing vouches for it.
CREATE OR REPLACE FUNCTION accord.attest() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Only the app's role may ask who it is; the matcher's entries are written by no member.
    IF current_user = 'accord_app' THEN
        IF accord.me() IS NOT NULL THEN
            NEW.member_id := accord.me();
            NEW.agency_id := accord.my_agency();
        ELSIF NEW.member_id IS NOT NULL THEN
            NEW.actions := array_append(NEW.actions, 'unattested');
        END IF;
    END IF;
    RETURN NEW;
END $$;

DO $$
DECLARE name text;
BEGIN
    GRANT EXECUTE ON FUNCTION accord.token_hash(text) TO accord_gate;
    FOREACH name IN ARRAY ARRAY['me()', 'my_agency()', 'my_seats(text[])', 'my_dossiers()', 'my_writable()',
                                'my_fellows()', 'i_am(text)', 'i_support()'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
        -- accord_owner: row security is forced on it too, and its composite checks read through the same policies.
        EXECUTE format('GRANT EXECUTE ON FUNCTION accord.%s TO accord_app, accord_owner', name);
    END LOOP;
END $$;
