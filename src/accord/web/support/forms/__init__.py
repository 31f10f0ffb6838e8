"""The forms of a survivor's file. Hardly any answer is required: nobody has to tell anything."""
