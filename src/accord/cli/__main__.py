from accord.cli import main

main(prog_name="accord")
