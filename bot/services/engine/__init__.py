"""What runs everything: events in, deliveries out, timers; who handles what, and what follows a change."""
