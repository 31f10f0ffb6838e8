-- The only writers of dossiers, parties, seats, mandates and received disclosures. The app may not touch those tables
-- itself: each function asks the database who is acting, checks that they may, and says plainly why not
-- (SQLSTATE AC403, which base.row_security turns into a refusal).

CREATE OR REPLACE FUNCTION accord.refuse(why text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN RAISE EXCEPTION USING ERRCODE = 'AC403', MESSAGE = why; END $$;

-- A row that the database does not take is of both sides: the gate would be told all of it ("Failing row contains …"), and
-- whoever called as well. Every function that writes and that the app may call ends with this: which constraint, no value.
CREATE OR REPLACE FUNCTION accord.say_no_row(code text, words text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = code,
        MESSAGE = CASE WHEN code LIKE '23%' THEN words ELSE 'what was given does not fit' END;
END $$;

CREATE OR REPLACE FUNCTION accord.i_lead(which uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN coalesce(which = ANY (accord.my_seats('{lead}')), false); END $$;

-- Whether the member who asks may write there. Never NULL: of no dossier, "IF NOT" must refuse too.
CREATE OR REPLACE FUNCTION accord.i_work_on(which uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN RETURN coalesce(which = ANY (accord.my_writable()), false); END $$;

CREATE OR REPLACE FUNCTION accord.tell_leads(which uuid, notice_kind text, about uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT gen_random_uuid(), s.member_id, notice_kind, which, about, statement_timestamp()
    FROM accord.seat s
    WHERE s.dossier_id = which AND s.role = 'lead' AND s.until > statement_timestamp()
      AND s.member_id IS DISTINCT FROM accord.me();
END $$;

-- Seats a founding lead: called by the functions below alone.
CREATE OR REPLACE FUNCTION accord.found_seat(which uuid, founder uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO accord.seat (dossier_id, id, created_at, agency_id, member_id, human_id, role, starts, until, founding)
    SELECT which, gen_random_uuid(), statement_timestamp(), m.agency_id, m.id, m.human_id, 'lead',
           statement_timestamp(), statement_timestamp() + interval '90 days', true
    FROM accord.member m WHERE m.id = founder;
END $$;

CREATE OR REPLACE FUNCTION accord.admit_party(which uuid, agency uuid, why text, consent uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO accord.party (dossier_id, id, created_at, agency_id, dossier_kind, realm, immigration_enforcement,
                              reason, consent_id, admitted_by)
    SELECT d.id, gen_random_uuid(), statement_timestamp(), a.id, d.kind, a.realm, a.immigration_enforcement,
           why, consent, accord.me()
    FROM accord.dossier d, accord.agency a WHERE d.id = which AND a.id = agency;
END $$;

-- A dossier and its first lead are made together, so none is ever without.
CREATE OR REPLACE FUNCTION accord.open_dossier(new_id uuid, new_kind text, new_title text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE founder record;
BEGIN
    SELECT * INTO founder FROM accord.member WHERE id = accord.me();
    IF founder.id IS NULL THEN PERFORM accord.refuse('sign in first'); END IF;
    IF new_kind NOT IN ('desk', 'case', 'support') THEN
        PERFORM accord.refuse('an arrival is made by what arrives');
    END IF;
    IF NOT accord.may_sit(founder.id, new_kind) THEN PERFORM accord.refuse('a support agency opens this'); END IF;
    IF new_kind = 'desk' AND NOT 'commander' = ANY (founder.duties) THEN
        PERFORM accord.refuse('a desk is opened by a commander');
    END IF;
    INSERT INTO accord.dossier (id, kind, title, owner_id, created_at, last_at)
    VALUES (new_id, new_kind, new_title, founder.agency_id, statement_timestamp(), statement_timestamp());
    PERFORM accord.admit_party(new_id, founder.agency_id, 'owner', NULL);
    PERFORM accord.found_seat(new_id, founder.id);
    RETURN new_id;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- What another agency sends stands in a dossier of its own until it is triaged; its intake members are seated on it.
-- Called by the functions that send.
CREATE OR REPLACE FUNCTION accord.open_arrival(new_id uuid, agency uuid, new_title text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM accord.member m
                   WHERE m.agency_id = agency AND m.active AND 'intake' = ANY (m.duties)
                     AND accord.may_sit(m.id, 'arrival')) THEN
        PERFORM accord.refuse('nobody at that agency receives what is sent here yet: call them');
    END IF;
    INSERT INTO accord.dossier (id, kind, title, owner_id, created_at, last_at)
    VALUES (new_id, 'arrival', new_title, agency, statement_timestamp(), statement_timestamp());
    PERFORM accord.admit_party(new_id, agency, 'owner', NULL);
    PERFORM accord.found_seat(new_id, m.id) FROM accord.member m
    WHERE m.agency_id = agency AND m.active AND 'intake' = ANY (m.duties) AND accord.may_sit(m.id, 'arrival');
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT gen_random_uuid(), s.member_id, 'arrived', new_id, new_id, statement_timestamp() FROM accord.seat s
    WHERE s.dossier_id = new_id AND s.member_id IS DISTINCT FROM accord.me();
END $$;

-- A lead seats members of the lead's own agency, for 90 days at most; every other lead is told.
CREATE OR REPLACE FUNCTION accord.grant_seat(which uuid, whom uuid, as_role text, days integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE seated record;
BEGIN
    IF NOT accord.i_lead(which) THEN PERFORM accord.refuse('only a lead grants seats'); END IF;
    SELECT * INTO seated FROM accord.member WHERE id = whom AND active AND agency_id = accord.my_agency();
    IF seated.id IS NULL OR NOT accord.may_sit(whom, (SELECT d.kind FROM accord.dossier d WHERE d.id = which)) THEN
        PERFORM accord.refuse('a lead seats members of the own agency only'); END IF;
    INSERT INTO accord.seat AS s
        (dossier_id, id, created_at, agency_id, member_id, human_id, role, starts, until, granted_by, founding)
    VALUES (which, gen_random_uuid(), statement_timestamp(), seated.agency_id, seated.id, seated.human_id, as_role,
            statement_timestamp(), statement_timestamp() + make_interval(days => days), accord.me(), false)
    ON CONFLICT (dossier_id, human_id) DO UPDATE
        SET role = excluded.role, starts = excluded.starts, until = excluded.until, granted_by = excluded.granted_by,
            founding = false
        WHERE s.member_id = excluded.member_id;
    IF NOT FOUND THEN PERFORM accord.refuse('this person holds a seat here for another agency'); END IF;
    PERFORM accord.tell_leads(which, 'seat_granted', whom);
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    VALUES (gen_random_uuid(), whom, 'seat_granted', which, whom, statement_timestamp());
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- A lead ends a seat of the own agency; anybody may leave.
CREATE OR REPLACE FUNCTION accord.end_seat(which uuid, whom uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF whom IS DISTINCT FROM accord.me() AND NOT accord.i_lead(which) THEN
        PERFORM accord.refuse('only a lead ends seats');
    END IF;
    UPDATE accord.seat s SET until = statement_timestamp()
    WHERE s.dossier_id = which AND s.member_id = whom AND s.agency_id = accord.my_agency()
      AND s.until > statement_timestamp();
    IF NOT FOUND THEN PERFORM accord.refuse('no live seat of the own agency'); END IF;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Leave to act for an hour or so on one dossier. Returns the raw token, once.
CREATE OR REPLACE FUNCTION accord.issue_mandate(which uuid, for_action text, minutes integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
BEGIN
    IF NOT coalesce(which = ANY (accord.my_seats('{worker,lead}')), false) THEN
        PERFORM accord.refuse('a mandate needs a working seat');
    END IF;
    IF minutes NOT BETWEEN 1 AND 1440 THEN PERFORM accord.refuse('a mandate lasts a day at most'); END IF;
    INSERT INTO accord.mandate (id, token_hash, member_id, dossier_id, action, until, created_at)
    VALUES (gen_random_uuid(), sha256(convert_to(token, 'UTF8')), accord.me(), which, for_action,
            statement_timestamp() + make_interval(mins => minutes), statement_timestamp());
    RETURN token;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- One act, two rows: the receiver's copy in the receiving dossier, the giver's in the giver's own.
CREATE OR REPLACE FUNCTION accord.disclose(
    event uuid, from_dossier uuid, to_dossier uuid, to_agency uuid, what text, named_fields jsonb,
    on_basis text, for_purpose text, with_caveat text, third_party boolean, expiry timestamptz
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := accord.my_agency();
BEGIN
    IF NOT (accord.i_work_on(from_dossier) AND accord.i_work_on(to_dossier)) THEN
        PERFORM accord.refuse('disclosing needs a working seat on both dossiers');
    END IF;
    IF on_basis <> 'agreement'
       OR NOT EXISTS (SELECT 1 FROM accord.dossier WHERE id = to_dossier AND kind = 'case' AND closed_at IS NULL) THEN
        PERFORM accord.refuse('into an open joint case, by agreement between enforcement agencies, only');
    END IF;
    IF to_agency = mine OR NOT EXISTS (SELECT 1 FROM accord.party
                                       WHERE dossier_id = to_dossier AND agency_id = to_agency) THEN
        PERFORM accord.refuse('the receiver is not a partner in this case');
    END IF;
    INSERT INTO accord.disclosure (dossier_id, id, created_at, agency_id, event_id, side, giver_id, receiver_id,
        given_by, target_dossier_id, subject, fields, basis, purpose, caveat, third_party_rule, expires_at)
    SELECT place.dossier, gen_random_uuid(), statement_timestamp(), place.agency, event, place.side, mine, to_agency,
           accord.me(), to_dossier, what, named_fields, on_basis, for_purpose, with_caveat, third_party, expiry
    FROM (VALUES (from_dossier, mine, 'given'), (to_dossier, to_agency, 'received')) AS place (dossier, agency, side);
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT gen_random_uuid(), s.member_id, 'disclosed', to_dossier, event, statement_timestamp()
    FROM accord.seat s
    WHERE s.dossier_id = to_dossier AND s.agency_id = to_agency AND s.until > statement_timestamp();
END $$;

CREATE OR REPLACE FUNCTION accord.revoke_disclosure(event uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE given record;
BEGIN
    SELECT * INTO given FROM accord.disclosure d
    WHERE d.event_id = event AND d.side = 'given' AND d.dossier_id = ANY (accord.my_writable());
    IF given.id IS NULL THEN PERFORM accord.refuse('only the giver revokes a disclosure'); END IF;
    -- These two rows alone: whoever received knows the event, and may have given something under it too.
    UPDATE accord.disclosure SET revoked_at = statement_timestamp()
    WHERE event_id = event AND dossier_id IN (given.dossier_id, given.target_dossier_id) AND revoked_at IS NULL;
    -- What the receiver may no longer read is emptied, not only hidden; the giver's copy stays as the register.
    UPDATE accord.disclosure SET fields = '[]'
    WHERE event_id = event AND dossier_id = given.target_dossier_id AND side = 'received';
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    SELECT gen_random_uuid(), s.member_id, 'disclosure_revoked', given.target_dossier_id, event, statement_timestamp()
    FROM accord.seat s
    WHERE s.dossier_id = given.target_dossier_id AND s.agency_id = given.receiver_id
      AND s.until > statement_timestamp();
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Each minute: what was given until now is emptied at the receiver, whose pages had stopped showing it already.
CREATE OR REPLACE FUNCTION accord.end_expired_disclosures() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended integer;
BEGIN
    UPDATE accord.disclosure SET fields = '[]'
    WHERE side = 'received' AND expires_at <= statement_timestamp() AND fields <> '[]';
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END $$;

-- The giver sees who has read it.
CREATE OR REPLACE FUNCTION accord.note_disclosure_read(event uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO accord.disclosure_reading (dossier_id, id, created_at, event_id, reader_id, reader_name, first_read_at)
    SELECT given.dossier_id, gen_random_uuid(), statement_timestamp(), event, m.id, m.name, statement_timestamp()
    FROM accord.disclosure given
    JOIN accord.disclosure got ON got.event_id = given.event_id AND got.side = 'received'
        AND got.dossier_id = given.target_dossier_id
    JOIN accord.member m ON m.id = accord.me() AND m.agency_id = got.agency_id
    WHERE given.event_id = event AND given.side = 'given' AND got.dossier_id = ANY (accord.my_dossiers())
    ON CONFLICT DO NOTHING;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- The dossier on the other side of an event; called by functions alone.
CREATE OR REPLACE FUNCTION accord.way_across(which uuid, event uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT CASE which WHEN w.asking THEN w.asked ELSE w.asking END FROM accord.way w
            WHERE w.id = event AND which IN (w.asking, w.asked));
END $$;

-- Who looked at my dossier: from the trail, for its leads alone. Members of other agencies are named as on the dossier.
CREATE OR REPLACE FUNCTION accord.who_looked(which uuid, since timestamptz, most integer) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_lead(which) THEN PERFORM accord.refuse('for the leads of this dossier'); END IF;
    RETURN (
        SELECT coalesce(jsonb_agg(to_jsonb(line) ORDER BY line.at DESC), '[]') FROM (
            SELECT e.at, m.name, a.short_name AS agency, e.door, e.route, e.actions, cardinality(e.subjects) AS rows
            FROM accord.audit_entry e LEFT JOIN accord.member m ON m.id = e.member_id
            LEFT JOIN accord.agency a ON a.id = e.agency_id
            WHERE e.at >= since AND e.dossiers @> ARRAY[which] ORDER BY e.at DESC LIMIT least(most, 1000)
        ) AS line
    );
END $$;

DO $$
DECLARE name text;
BEGIN
    GRANT EXECUTE ON FUNCTION accord.refuse(text), accord.say_no_row(text, text) TO accord_gate;
    FOREACH name IN ARRAY ARRAY[
        'i_lead(uuid)', 'i_work_on(uuid)', 'tell_leads(uuid,text,uuid)', 'found_seat(uuid,uuid)', 'admit_party(uuid,uuid,text,uuid)',
        'open_dossier(uuid,text,text)', 'open_arrival(uuid,uuid,text)',
        'grant_seat(uuid,uuid,text,integer)', 'end_seat(uuid,uuid)', 'issue_mandate(uuid,text,integer)',
        'disclose(uuid,uuid,uuid,uuid,text,jsonb,text,text,text,boolean,timestamptz)',
        'revoke_disclosure(uuid)', 'note_disclosure_read(uuid)',
        'way_across(uuid,uuid)', 'end_expired_disclosures()', 'who_looked(uuid,timestamptz,integer)'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
    END LOOP;
    -- What the pages may call; the rest is for these functions alone.
    FOREACH name IN ARRAY ARRAY[
        'i_lead(uuid)', 'open_dossier(uuid,text,text)', 'grant_seat(uuid,uuid,text,integer)', 'end_seat(uuid,uuid)',
        'issue_mandate(uuid,text,integer)', 'disclose(uuid,uuid,uuid,uuid,text,jsonb,text,text,text,boolean,timestamptz)',
        'revoke_disclosure(uuid)', 'note_disclosure_read(uuid)', 'who_looked(uuid,timestamptz,integer)'] LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION accord.%s TO accord_app', name);
    END LOOP;
    GRANT EXECUTE ON FUNCTION accord.end_expired_disclosures() TO accord_matcher;
END $$;
