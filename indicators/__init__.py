"""The heart of Databoek: the agenda and the judgements, pure values in and results out."""
