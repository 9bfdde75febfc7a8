"""What is seen from outside of how the house is: log lines, health, figures of operation, the late scan's banner."""
