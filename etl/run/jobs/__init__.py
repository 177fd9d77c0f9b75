"""What was asked through the door and needs the network or a file: each job in a process of its own."""
