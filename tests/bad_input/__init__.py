"""What people type when they are tired: every form of the survivors' half, and of the directory."""
