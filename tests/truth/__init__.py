"""Truth checks: what the sandbox emits must be what Telegram and Slack would emit."""
