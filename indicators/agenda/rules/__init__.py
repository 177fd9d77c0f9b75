"""The rules across objects that an agenda must obey, a file a subject; each rule only reports."""
