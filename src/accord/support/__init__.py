"""One survivor's file: screening, needs, safety, plan, follow-ups. Police work can neither read nor import it."""
