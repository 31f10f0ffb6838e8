"""`accord migrate`: after installing a new version, before starting it."""

import os

import click


@click.command()
def migrate() -> None:
    """Bring database, static files and translations into step with this version.

    DATABASE_URL signs in as a role that may create roles and databases; without it the embedded server in
    ACCORD_DATA is used, and started for the purpose if it does not run.
    """
    from accord.base.postgres.account import ServerError
    from accord.base.postgres.cluster import Cluster
    from accord.base.postgres.databases import data_dir
    from accord.cli.prepare import bring_into_step, use

    use(data_dir())
    given = os.environ.get("DATABASE_URL")
    if given:
        bring_into_step(given)
        return
    cluster = Cluster(data_dir() / "postgres")
    ran_already = data_dir().exists() and cluster.running()
    try:
        cluster.start()
        bring_into_step(cluster.admin_url())
    except ServerError as error:
        raise click.ClickException(str(error)) from None
    finally:
        if not ran_already:
            cluster.stop()
