"""The judgements, one method a file: values in, frozen results out, no words and no colour."""
