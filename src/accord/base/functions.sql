-- Putting a job on the queue. The app holds no rights on the job tables: it can add, and cannot read or change. Only
-- the names that are asked for are known here: whatever else a worker does is started by its own clock.

CREATE OR REPLACE FUNCTION accord.enqueue(task text, arguments text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = jobs, pg_temp AS $$
BEGIN
    IF task IS NULL OR task <> ALL (ARRAY[
        'ask_desks', 'drop_pointers', 'forget_pointers', 'meet_pointers', 'settle_hit', 'settle_introduction',
        'settle_keys']) THEN
        PERFORM accord.refuse('no job of this name is put on the queue');
    END IF;
    INSERT INTO jobs.procrastinate_jobs (queue_name, task_name, priority, args)
    VALUES ('default', task, 0, arguments::jsonb);
END $$;

DO $$ BEGIN
    ALTER FUNCTION accord.enqueue(text, text) OWNER TO accord_gate;
    REVOKE ALL ON FUNCTION accord.enqueue(text, text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION accord.enqueue(text, text) TO accord_app, accord_matcher;
END $$;

-- Seconds since a worker last said that it lives; nothing where none ever did. For the health answer.
CREATE OR REPLACE FUNCTION accord.worker_silence() RETURNS double precision
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT extract(epoch FROM clock_timestamp() - max(w.last_heartbeat))
            FROM jobs.procrastinate_workers w);
END $$;

DO $$ BEGIN
    ALTER FUNCTION accord.worker_silence() OWNER TO accord_gate;
    REVOKE ALL ON FUNCTION accord.worker_silence() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION accord.worker_silence() TO accord_app;
END $$;
