"""For publishers of presets: the contract, the scaffold, validation and export."""
