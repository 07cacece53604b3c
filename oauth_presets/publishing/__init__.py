"""What publishers of presets need: rules, scaffold, export."""
