"""What each further area puts on the stage for its pages."""
