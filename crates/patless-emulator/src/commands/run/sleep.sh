#!/bin/sh
# Takes the place of sleep in a job that is played with --fast-forward: moves the emulator's clock by as much, in steps, each
# with a short pause in which whatever looks at the clock can act. A part of a unit counts as a whole one.
total=0
for time do
  case $time in
    *d) unit=86400 ;;
    *h) unit=3600 ;;
    *m) unit=60 ;;
    *) unit=1 ;;
  esac
  number=${time%[smhd]}
  case $number in
    *.*) number=$((${number%%.*} + 1)) ;;
  esac
  case $number in
    '' | *[!0-9]*)
      # Such as `infinity`, and what sleep refuses. Whoever stops this process means that one.
      exec "$(command -p -v sleep)" "$@"
      ;;
  esac
  total=$((total + number * unit))
done
set -eu
file=$PATLESS_EMULATOR_CLOCK
read -r moved < "$file"
end=$((moved + total))
while read -r moved < "$file" && [ "$moved" -lt "$end" ]; do
  next=$((moved + STEP))
  [ "$next" -lt "$end" ] || next=$end
  echo "$next" > "$file.$$"
  mv "$file.$$" "$file"
  command -p sleep PAUSE
done
