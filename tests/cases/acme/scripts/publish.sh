#!/bin/sh
# Publishes from the desk.
tfx login --service-url https://marketplace.visualstudio.com --token "$TFX_TOKEN"
vsce publish --pat "$(cat ~/.vsce-pat)"
npm publish --otp "$OTP"
# tfx extension publish --token "$OLD_PAT"
tfx extension show --publisher acme --extension-id gears
