-- Closed files. When their last seat has ended nobody reads them, and nobody should, until the survivor asks for her own, a
-- court orders it, or it is to be decided whether they are still kept. Then two humans of the agency that keeps the file
-- let a colleague read it: a custodian or a lead proposes, with a reason, and a custodian who is neither of the two agrees.
-- The seat is a reader's: a closed file takes nothing new.

-- Whether the member who asks may propose and look up here. Called by functions alone.
CREATE OR REPLACE FUNCTION accord.i_keep_closed(which uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (accord.i_am('custodian') OR accord.i_lead(which)) AND EXISTS (
        SELECT 1 FROM accord.dossier d
        WHERE d.id = which AND d.kind = 'support' AND d.closed_at IS NOT NULL AND d.owner_id = accord.my_agency()
          -- Without a key nothing of the person is left to read.
          AND EXISTS (SELECT 1 FROM accord.dossier_key k WHERE k.dossier_id = d.id AND k.agency_id = d.owner_id));
END $$;

-- Closed files of the own agency, those where something waits first, then the last closed: number, days, who led it, who may read it now, what waits. For
-- custodians all of them; for others those that they still lead. ``sought`` is a part of a file's number,
-- ``only_one`` its dossier.
CREATE OR REPLACE FUNCTION accord.closed_files(sought text, only_one uuid, most integer) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(jsonb_agg(to_jsonb(line) ORDER BY (line.waits IS NULL), line.closed DESC, line.dossier), '[]') FROM (
            SELECT d.id AS dossier, d.title AS reference, d.created_at AS opened, d.closed_at AS closed, led.name AS led_by,
                   (SELECT coalesce(jsonb_agg(jsonb_build_object('name', m.name, 'until', s.until) ORDER BY s.until), '[]')
                    FROM accord.seat s JOIN accord.member m ON m.id = s.member_id AND m.active
                    WHERE s.dossier_id = d.id AND s.until > statement_timestamp()) AS readers,
                   (SELECT to_jsonb(c) - 'agency_id' FROM accord.consultation c
                    WHERE c.agency_id = d.owner_id AND c.which = d.id AND c.state = 'waiting') AS waits
            FROM accord.dossier d
            LEFT JOIN LATERAL (SELECT m.name FROM accord.seat s JOIN accord.member m ON m.id = s.member_id
                               WHERE s.dossier_id = d.id AND s.agency_id = d.owner_id AND s.role = 'lead'
                               ORDER BY s.until DESC LIMIT 1) led ON true
            WHERE d.owner_id = accord.my_agency() AND d.kind = 'support' AND d.closed_at IS NOT NULL
              AND (only_one IS NULL OR d.id = only_one) AND accord.i_keep_closed(d.id) AND strpos(lower(d.title), lower(btrim(sought))) > 0
            ORDER BY EXISTS (SELECT 1 FROM accord.consultation c WHERE c.agency_id = d.owner_id AND c.which = d.id
                             AND c.state = 'waiting') DESC, d.closed_at DESC, d.id LIMIT least(most, 200)
        ) AS line
    );
END $$;

-- Somebody other than the one who proposes is to read it, for some days. Twice is once.
CREATE OR REPLACE FUNCTION accord.propose_consultation(which uuid, new_id uuid, whom uuid, why text, reason text,
                                                       days integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := accord.my_agency();
BEGIN
    IF accord.me() IS NULL OR NOT accord.i_keep_closed(which) THEN
        PERFORM accord.refuse('a custodian or a lead proposes who reads a closed file of the own agency');
    END IF;
    IF EXISTS (SELECT 1 FROM accord.consultation c WHERE c.id = new_id AND c.which = propose_consultation.which) THEN
        RETURN;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM accord.member m JOIN accord.member me ON me.id = accord.me()
                   WHERE m.id = whom AND m.active AND m.agency_id = mine AND m.human_id <> me.human_id
                     AND accord.may_sit(m.id, 'support')) THEN
        PERFORM accord.refuse('another active member of the own agency reads it');
    END IF;
    IF EXISTS (SELECT 1 FROM accord.consultation c
               WHERE c.agency_id = mine AND c.which = propose_consultation.which AND c.state = 'waiting') THEN
        PERFORM accord.refuse('something waits here already: agree to it or take it away first');
    END IF;
    INSERT INTO accord.consultation (id, agency_id, which, whom, need, words, days, state, proposed_by, proposed_at)
    VALUES (new_id, mine, which, whom, why, btrim(reason), days, 'waiting', accord.me(), statement_timestamp());
    INSERT INTO accord.notice (id, recipient_id, kind, subject_id, created_at)
    SELECT gen_random_uuid(), c.id, 'consultation_waiting', which, statement_timestamp() FROM accord.member c
    WHERE c.agency_id = mine AND c.active AND 'custodian' = ANY (c.duties) AND c.id NOT IN (accord.me(), whom);
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- What waits there, held until the end of the transaction. Called by functions alone.
CREATE OR REPLACE FUNCTION accord.hold_consultation(which uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE waits uuid;
BEGIN
    IF accord.me() IS NULL OR NOT accord.i_keep_closed(which) THEN
        PERFORM accord.refuse('decided by the custodians of the agency that keeps the closed file');
    END IF;
    SELECT c.id INTO waits FROM accord.consultation c
    WHERE c.agency_id = accord.my_agency() AND c.which = hold_consultation.which AND c.state = 'waiting' FOR UPDATE;
    IF waits IS NULL THEN PERFORM accord.refuse('nothing waits here: it was decided before'); END IF;
    RETURN waits;
END $$;

-- The second human agrees, and the colleague reads the file from now on for as many days as were proposed.
CREATE OR REPLACE FUNCTION accord.agree_consultation(which uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE held uuid := accord.hold_consultation(which); waits record;
BEGIN
    SELECT * INTO waits FROM accord.consultation c WHERE c.id = held;
    IF NOT accord.i_am('custodian') OR EXISTS (
        SELECT 1 FROM accord.member me JOIN accord.member other ON other.id IN (waits.proposed_by, waits.whom)
        WHERE me.id = accord.me() AND me.human_id = other.human_id) THEN
        PERFORM accord.refuse('a second human, a custodian, agrees that somebody else reads it');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM accord.member m WHERE m.id = waits.whom AND m.active AND m.agency_id = waits.agency_id
                   AND accord.may_sit(m.id, 'support')) THEN
        PERFORM accord.refuse('this member may not read it any more: take the proposal away');
    END IF;
    INSERT INTO accord.seat AS s
        (dossier_id, id, created_at, agency_id, member_id, human_id, role, starts, until, granted_by, founding)
    SELECT which, gen_random_uuid(), statement_timestamp(), m.agency_id, m.id, m.human_id, 'reader',
           statement_timestamp(), statement_timestamp() + make_interval(days => waits.days), accord.me(), false
    FROM accord.member m WHERE m.id = waits.whom
    ON CONFLICT (dossier_id, human_id) DO UPDATE
        SET role = CASE WHEN s.until > statement_timestamp() THEN s.role ELSE 'reader' END, starts = excluded.starts,
            until = CASE WHEN s.until > statement_timestamp() THEN greatest(s.until, excluded.until) ELSE excluded.until END,
            granted_by = excluded.granted_by, founding = false
        WHERE s.member_id = excluded.member_id;
    IF NOT FOUND THEN PERFORM accord.refuse('this person holds a seat here for another agency'); END IF;
    UPDATE accord.consultation c SET state = 'agreed', ended_by = accord.me(), ended_at = statement_timestamp()
    WHERE c.id = waits.id;
    INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)
    VALUES (gen_random_uuid(), waits.whom, 'seat_granted', which, waits.whom, statement_timestamp());
    PERFORM accord.tell_leads(which, 'seat_granted', waits.whom);
    RETURN waits.whom;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Nobody reads it for this; the proposal stays in the register.
CREATE OR REPLACE FUNCTION accord.drop_consultation(which uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE held uuid := accord.hold_consultation(which);
BEGIN
    UPDATE accord.consultation c SET state = 'dropped', ended_by = accord.me(), ended_at = statement_timestamp()
    WHERE c.id = held;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Who was let read which closed file, why, and who agreed: whole for custodians, of one file for its lead.
CREATE OR REPLACE FUNCTION accord.consultations() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE led uuid[] := accord.my_seats('{lead}');
BEGIN
    RETURN (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'reference', d.title, 'need', c.need, 'words', c.words, 'days', c.days, 'state', c.state,
                   'at', coalesce(c.ended_at, c.proposed_at), 'whom', reader.name, 'proposed_by', first.name,
                   'ended_by', second.name) ORDER BY coalesce(c.ended_at, c.proposed_at) DESC), '[]')
        FROM accord.consultation c JOIN accord.dossier d ON d.id = c.which
        LEFT JOIN accord.member reader ON reader.id = c.whom LEFT JOIN accord.member first ON first.id = c.proposed_by
        LEFT JOIN accord.member second ON second.id = c.ended_by
        WHERE c.agency_id = accord.my_agency() AND c.state <> 'waiting'
          AND (accord.i_am('custodian') OR c.which = ANY (led))
    );
END $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'i_keep_closed(uuid)', 'closed_files(text,uuid,integer)', 'propose_consultation(uuid,uuid,uuid,text,text,integer)',
        'hold_consultation(uuid)', 'agree_consultation(uuid)', 'drop_consultation(uuid)', 'consultations()'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY[
        'closed_files(text,uuid,integer)', 'propose_consultation(uuid,uuid,uuid,text,text,integer)',
        'agree_consultation(uuid)', 'drop_consultation(uuid)', 'consultations()'] LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION accord.%s TO accord_app', name);
    END LOOP;
END $$;
