"""From templates and contacts to messages: choosing, filling, fitting to a channel's limit."""
