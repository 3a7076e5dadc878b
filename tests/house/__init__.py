"""What holds for the whole house: its rooms, who may import whom, what each machine must bring."""
