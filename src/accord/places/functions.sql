-- The only writers of places and holds. Each asks the database who acts, and locks the place before it counts: of twenty
-- who ask for the last one at the same moment, one gets it.
--
-- An act says when it happened (a story tells of last year); it is never later than this clock, so nobody holds longer
-- than the place allows. Whether a hold still lives is asked of this clock, and no job is needed for it.

CREATE OR REPLACE FUNCTION accord.my_service() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT accord.i_support() THEN PERFORM accord.refuse('places are kept and held by support agencies'); END IF;
    RETURN accord.my_agency();
END $$;

-- Places of one row that are kept for somebody on the way. Called by the functions below alone.
CREATE OR REPLACE FUNCTION accord.live_holds(which uuid, at timestamptz) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT count(*) FROM accord.hold h WHERE h.place_id = which AND h.state = 'held' AND h.until > at);
END $$;

-- How many places of each row are held: a number, to every support agency; whose holds they are, to nobody.
CREATE OR REPLACE FUNCTION accord.held_places() RETURNS TABLE (place_id uuid, held integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF accord.i_support() THEN
        RETURN QUERY SELECT h.place_id, count(*)::integer FROM accord.hold h
                     WHERE h.state = 'held' AND h.until > statement_timestamp() GROUP BY h.place_id;
    END IF;
END $$;

-- Those at an agency who receive, or everybody where nobody has that duty; never a human who enforces immigration law.
CREATE OR REPLACE FUNCTION accord.tell_service(service uuid, what text, about uuid, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO accord.notice (id, recipient_id, kind, subject_id, created_at)
    SELECT gen_random_uuid(), m.id, what, about, at FROM accord.member m
    WHERE m.agency_id = service AND m.active AND m.id IS DISTINCT FROM accord.me()
      AND ('intake' = ANY (m.duties) OR NOT EXISTS (
          SELECT 1 FROM accord.member o WHERE o.agency_id = service AND o.active AND 'intake' = ANY (o.duties)))
      AND NOT EXISTS (
          SELECT 1 FROM accord.member o JOIN accord.agency a ON a.id = o.agency_id AND a.immigration_enforcement
          WHERE o.human_id = m.human_id);
END $$;

CREATE OR REPLACE FUNCTION accord.note_change(which uuid, change text, key uuid, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO accord.place_change (id, agency_id, place_id, at, what, total, out_of_service, occupied)
    SELECT key, p.agency_id, p.id, at, change, p.total, p.out_of_service, p.occupied
    FROM accord.place p WHERE p.id = which;
END $$;

-- ── Keeping one's own places ─────────────────────────────────────────────────────────────────────────────────────────

-- Makes a place, or changes one of the own agency. Answers "changed" where somebody came or left since the counts were
-- looked at ("seen_occupied"): nothing is then overwritten. Without it, a new place is meant: made already, it stays as it
-- is. What changes nothing is no line of the history.
CREATE OR REPLACE FUNCTION accord.keep_place(which uuid, facts jsonb, at timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := accord.my_service(); moment timestamptz := least(at, statement_timestamp());
        it record; made record; told text[] := ARRAY['confirmed_at'];
BEGIN
    SELECT * INTO it FROM accord.place p WHERE p.id = which FOR UPDATE;
    IF it.id IS NOT NULL AND it.agency_id <> mine THEN PERFORM accord.refuse('a place is kept by its own agency'); END IF;
    IF it.id IS NOT NULL AND facts->>'seen_occupied' IS NULL THEN RETURN 'kept'; END IF;
    IF it.id IS NOT NULL AND it.occupied IS DISTINCT FROM (facts->>'seen_occupied')::integer THEN RETURN 'changed'; END IF;
    SELECT * INTO made FROM jsonb_populate_record(NULL::accord.place, to_jsonb(it) || facts);
    made.id := which;
    made.agency_id := mine;
    made.created_at := coalesce(it.created_at, moment);
    made.confirmed_at := moment;
    made.closed_at := CASE WHEN (facts->>'closed')::boolean THEN coalesce(it.closed_at, moment) END;
    IF made.total < made.occupied + made.out_of_service THEN
        PERFORM accord.refuse('there cannot be more places occupied and out of service than there are');
    END IF;
    IF it.id IS NULL THEN
        INSERT INTO accord.place
        SELECT * FROM jsonb_populate_record(NULL::accord.place, to_jsonb(made))
        ON CONFLICT DO NOTHING;  -- the same form, sent twice at once
        IF NOT FOUND THEN RETURN 'kept'; END IF;
    ELSE
        UPDATE accord.place p SET
            kind = made.kind, label = made.label, city = made.city, province = made.province,
            latitude = made.latitude, longitude = made.longitude, contact_phone = made.contact_phone,
            total = made.total, out_of_service = made.out_of_service, occupied = made.occupied,
            most_people = made.most_people, age_min = made.age_min, age_max = made.age_max, genders = made.genders,
            languages = made.languages, children = made.children, pets = made.pets,
            accessibility = made.accessibility, substance_use = made.substance_use,
            hold_minutes = made.hold_minutes, confirmed_at = made.confirmed_at, closed_at = made.closed_at
        WHERE p.id = which;
    END IF;
    IF to_jsonb(it) - told IS DISTINCT FROM to_jsonb(made) - told THEN
        PERFORM accord.note_change(which, 'counted', gen_random_uuid(), moment);
    END IF;
    RETURN 'kept';
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Still right: one place, or all of the own agency.
CREATE OR REPLACE FUNCTION accord.confirm_places(which uuid, at timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := accord.my_service(); changed integer;
BEGIN
    UPDATE accord.place p SET confirmed_at = least(at, statement_timestamp())
    WHERE p.agency_id = mine AND p.closed_at IS NULL AND (which IS NULL OR p.id = which);
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed = 0 AND which IS NOT NULL THEN PERFORM accord.refuse('a place is kept by its own agency'); END IF;
    RETURN changed;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Somebody came without a hold (step 1), or left (step -1). Answers done, full or empty; a key sent twice counts once.
CREATE OR REPLACE FUNCTION accord.come_or_leave(which uuid, step integer, key uuid, at timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := accord.my_service(); it record; moment timestamptz := least(at, statement_timestamp());
BEGIN
    SELECT * INTO it FROM accord.place p WHERE p.id = which AND p.agency_id = mine FOR UPDATE;
    IF it.id IS NULL OR step NOT IN (1, -1) THEN PERFORM accord.refuse('a place is kept by its own agency'); END IF;
    IF EXISTS (SELECT 1 FROM accord.place_change c WHERE c.id = key AND c.place_id = which) THEN RETURN 'done'; END IF;
    IF step = 1 AND it.total - it.out_of_service - it.occupied - accord.live_holds(which, moment) < 1 THEN
        RETURN 'full';
    END IF;
    IF step = -1 AND it.occupied = 0 THEN RETURN 'empty'; END IF;
    UPDATE accord.place p SET occupied = p.occupied + step, confirmed_at = moment WHERE p.id = which;
    PERFORM accord.note_change(which, CASE step WHEN 1 THEN 'walked_in' ELSE 'left' END, key, moment);
    RETURN 'done';
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- ── Holding ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- One free place, kept for as long as the place says. The id of the hold, or nothing where none is free any more.
CREATE OR REPLACE FUNCTION accord.hold_place(which uuid, new_id uuid, key uuid, facts jsonb, said text, at timestamptz)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := accord.my_service(); it record; standing uuid; ends timestamptz;
        moment timestamptz := least(at, statement_timestamp());
BEGIN
    SELECT * INTO it FROM accord.place p WHERE p.id = which AND p.closed_at IS NULL FOR UPDATE;
    IF it.id IS NULL THEN PERFORM accord.refuse('that place is listed no more'); END IF;
    SELECT h.id INTO standing FROM accord.hold h
    WHERE h.member_id = accord.me() AND h.form_key = key AND h.place_id = which;
    IF standing IS NOT NULL THEN RETURN standing; END IF;
    IF it.total - it.out_of_service - it.occupied - accord.live_holds(which, moment) < 1 THEN RETURN NULL; END IF;
    IF (SELECT count(*) FROM accord.hold h WHERE h.agency_id = mine AND h.member_id = accord.me()
        AND h.state = 'held' AND h.until > moment) >= least((facts->>'most_holds')::integer, 10) THEN
        PERFORM accord.refuse('you hold as many places as one member may: release one first');
    END IF;
    ends := moment + make_interval(mins => it.hold_minutes);
    INSERT INTO accord.hold (id, place_id, agency_id, provider_id, member_id, form_key, made_at, until, coming_at, people,
                             gender, language, minor, state)
    VALUES (new_id, which, mine, it.agency_id, accord.me(), key, moment, ends,
            greatest(moment, least((facts->>'coming_at')::timestamptz, ends)), (facts->>'people')::integer,
            facts->>'gender', facts->>'language', (facts->>'minor')::boolean, 'held');
    INSERT INTO accord.hold_word (hold_id, word) VALUES (new_id, said);
    IF it.agency_id <> mine THEN PERFORM accord.tell_service(it.agency_id, 'hold_coming', new_id, moment); END IF;
    RETURN new_id;
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- The words of one's own agency's holds: whoever provides the place hears its word at the door, and from nobody else.
CREATE OR REPLACE FUNCTION accord.hold_words(which uuid[]) RETURNS TABLE (hold_id uuid, word text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF accord.i_support() THEN
        RETURN QUERY SELECT w.hold_id, w.word FROM accord.hold_word w JOIN accord.hold h ON h.id = w.hold_id
                     WHERE w.hold_id = ANY (which) AND h.agency_id = accord.my_agency();
    END IF;
END $$;

-- Locks a hold, its place first: whoever changes either takes them in this order. Called by functions alone.
CREATE OR REPLACE FUNCTION accord.take_hold(which uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM 1 FROM accord.place p
    WHERE p.id = (SELECT h.place_id FROM accord.hold h WHERE h.id = which) FOR UPDATE;
    PERFORM 1 FROM accord.hold h WHERE h.id = which FOR UPDATE;
END $$;

-- Whoever held needs it no more. Answers the state in which the hold then is.
CREATE OR REPLACE FUNCTION accord.release_hold(which uuid, at timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := accord.my_service(); it record;
        moment timestamptz := least(at, statement_timestamp());
BEGIN
    PERFORM accord.take_hold(which);
    SELECT * INTO it FROM accord.hold h WHERE h.id = which;
    IF it.id IS NULL OR it.agency_id <> mine THEN PERFORM accord.refuse('whoever holds a place releases it'); END IF;
    IF it.state <> 'held' THEN RETURN it.state; END IF;
    IF it.until <= moment THEN RETURN 'expired'; END IF;
    UPDATE accord.hold h SET state = 'released', ended_at = moment WHERE h.id = which;
    IF it.provider_id <> mine THEN PERFORM accord.tell_service(it.provider_id, 'hold_released', which, moment); END IF;
    RETURN 'released';
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- Somebody at the door says the word. Answers arrived; another_word; full, where places went out of service meanwhile;
-- or how the hold ended before.
CREATE OR REPLACE FUNCTION accord.arrive_on_hold(which uuid, said text, at timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := accord.my_service(); it record;
        moment timestamptz := least(at, statement_timestamp());
BEGIN
    PERFORM accord.take_hold(which);
    SELECT * INTO it FROM accord.hold h WHERE h.id = which;
    IF it.id IS NULL OR it.provider_id <> mine THEN
        PERFORM accord.refuse('whoever provides the place says that somebody has arrived');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM accord.hold_word w WHERE w.hold_id = which AND w.word = said) THEN
        RETURN 'another_word';
    END IF;
    IF it.state <> 'held' THEN RETURN it.state; END IF;
    IF it.until <= moment THEN RETURN 'expired'; END IF;
    UPDATE accord.place p SET occupied = p.occupied + 1, confirmed_at = greatest(p.confirmed_at, moment)
    WHERE p.id = it.place_id AND p.occupied + p.out_of_service < p.total;
    IF NOT FOUND THEN RETURN 'full'; END IF;
    UPDATE accord.hold h SET state = 'arrived', ended_at = moment WHERE h.id = which;
    PERFORM accord.note_change(it.place_id, 'arrived', gen_random_uuid(), moment);
    INSERT INTO accord.notice (id, recipient_id, kind, subject_id, created_at)
    SELECT gen_random_uuid(), it.member_id, 'hold_arrived', which, moment WHERE it.member_id <> accord.me();
    RETURN 'arrived';
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- The provider cannot take them after all: the hold ends, and the provider's agency has turned somebody away.
CREATE OR REPLACE FUNCTION accord.refuse_hold(which uuid, why text, at timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := accord.my_service(); it record;
        moment timestamptz := least(at, statement_timestamp());
BEGIN
    PERFORM accord.take_hold(which);
    SELECT * INTO it FROM accord.hold h WHERE h.id = which;
    IF it.id IS NULL OR it.provider_id <> mine THEN
        PERFORM accord.refuse('whoever provides the place refuses a hold');
    END IF;
    IF it.state <> 'held' THEN RETURN it.state; END IF;
    IF it.until <= moment THEN RETURN 'expired'; END IF;
    UPDATE accord.hold h SET state = 'refused', ended_at = moment WHERE h.id = which;
    INSERT INTO accord.turn_away (id, agency_id, at, kind, reason, people, minor, province, form_key)
    SELECT gen_random_uuid(), mine, moment, p.kind, why, it.people, it.minor, p.province, which
    FROM accord.place p WHERE p.id = it.place_id;
    INSERT INTO accord.notice (id, recipient_id, kind, subject_id, created_at)
    SELECT gen_random_uuid(), it.member_id, 'hold_refused', which, moment WHERE it.member_id <> accord.me();
    RETURN 'refused';
EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN PERFORM accord.say_no_row(SQLSTATE, SQLERRM);
END $$;

-- What the clock has decided already is written down, and whoever held is told. For the worker.
CREATE OR REPLACE FUNCTION accord.expire_holds() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended integer;
BEGIN
    WITH over AS (
        UPDATE accord.hold h SET state = 'expired', ended_at = h.until
        WHERE h.state = 'held' AND h.until <= statement_timestamp() RETURNING h.id, h.member_id
    )
    INSERT INTO accord.notice (id, recipient_id, kind, subject_id, created_at)
    SELECT gen_random_uuid(), o.member_id, 'hold_expired', o.id, statement_timestamp() FROM over o;
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END $$;

-- What the other agencies turned away, for the ladder. A number that could be a person, or one agency's own, is no number:
-- "few", and never a total from which it could be taken back.
CREATE OR REPLACE FUNCTION accord.turned_away_elsewhere(since timestamptz, before timestamptz, least_count integer,
                                                        least_agencies integer)
RETURNS TABLE (kind text, reason text, times integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine uuid := accord.my_service();
BEGIN
    RETURN QUERY
    SELECT t.kind, t.reason,
           CASE WHEN count(*) FILTER (WHERE t.agency_id <> mine) >= greatest(least_count, 5)
                 AND count(DISTINCT t.agency_id) >= greatest(least_agencies, 3)
                THEN (count(*) FILTER (WHERE t.agency_id <> mine))::integer END
    FROM accord.turn_away t
    -- Whole months that are over: a number that grew since yesterday would be yesterday's person.
    WHERE t.at >= date_trunc('month', since) AND t.at < date_trunc('month', least(before, statement_timestamp()))
    GROUP BY t.kind, t.reason
    HAVING count(*) FILTER (WHERE t.agency_id <> mine) > 0;
END $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'my_service()', 'live_holds(uuid,timestamptz)', 'tell_service(uuid,text,uuid,timestamptz)',
        'note_change(uuid,text,uuid,timestamptz)', 'take_hold(uuid)', 'expire_holds()'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY[
        'held_places()', 'keep_place(uuid,jsonb,timestamptz)', 'confirm_places(uuid,timestamptz)',
        'come_or_leave(uuid,integer,uuid,timestamptz)', 'hold_place(uuid,uuid,uuid,jsonb,text,timestamptz)',
        'hold_words(uuid[])', 'release_hold(uuid,timestamptz)', 'arrive_on_hold(uuid,text,timestamptz)',
        'refuse_hold(uuid,text,timestamptz)',
        'turned_away_elsewhere(timestamptz,timestamptz,integer,integer)'] LOOP
        EXECUTE format('ALTER FUNCTION accord.%s OWNER TO accord_gate', name);
        EXECUTE format('REVOKE ALL ON FUNCTION accord.%s FROM PUBLIC', name);
        EXECUTE format('GRANT EXECUTE ON FUNCTION accord.%s TO accord_app', name);
    END LOOP;
    GRANT EXECUTE ON FUNCTION accord.expire_holds() TO accord_matcher;
END $$;
