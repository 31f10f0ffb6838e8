"""A referral that is being prepared: a row in the survivor's file alone, found again, sent or thrown away."""
