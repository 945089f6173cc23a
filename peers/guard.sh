#!/usr/bin/env bash
# Runs one server in a process group of its own, for as long as standard input stays open: when the test process ends,
# however it ends, its pipe closes, and the server goes with all its children and its folder.
# guard.sh FOLDER SIGNAL COMMAND [ARGUMENT…]
folder=$1
signal=$2
shift 2
trap '' INT TERM HUP
# (the traps are reset for the child by --default-signal; it would inherit "ignore" otherwise)
setsid env --default-signal=INT,TERM,HUP "$@" </dev/null &
server=$!
cat >/dev/null
for tenth in $(seq 0 79); do
  # Again every second: a server that was only just being started may not have heard the first.
  if [ $((tenth % 10)) = 0 ]; then kill -s "$signal" -- "-$server" 2>/dev/null; fi
  sleep 0.1
  kill -0 -- "-$server" 2>/dev/null || break
done
kill -s KILL -- "-$server" 2>/dev/null
rm -rf -- "$folder" "$folder.log"
