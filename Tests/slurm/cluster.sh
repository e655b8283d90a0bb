# shellcheck shell=bash
# A Slurm cluster of one node, this machine, that lives in one folder: start_cluster FOLDER, stop_cluster.
# No service manager, no accounts and no control groups are needed; root is.

daemons=()

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

write_configuration() {
  local folder=$1 host=$2
  cat >"$folder/slurm.conf" <<CONF
ClusterName=toygan
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
# A key of our own. A job that is put back waits as long as a credential lasts; 120 s would be usual.
AuthInfo=socket=$folder/munge.socket,cred_expire=5
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=2,bf_interval=2,sched_min_interval=0
JobRequeue=1
ReturnToService=2
KillWait=10
# Two cores whatever the machine has.
SlurmdParameters=config_overrides
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 RealMemory=4096 State=UNKNOWN
PartitionName=toygan Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
  # Slurm 23.02 and newer look for control groups unless told otherwise; older ones do not know the word.
  case $(slurmd -V) in
    *\ 2[012].*) ;;
    *) echo 'CgroupPlugin=disabled' >"$folder/cgroup.conf" ;;
  esac
}

start_cluster() {
  local folder=$1
  mkdir -p "$folder/state" "$folder/spool"
  write_configuration "$folder" "$(hostname -s)"
  export SLURM_CONF=$folder/slurm.conf
  dd if=/dev/urandom of="$folder/munge.key" bs=128 count=1 status=none
  chmod 400 "$folder/munge.key"
  munged --foreground --force --key-file="$folder/munge.key" --socket="$folder/munge.socket" \
    --pid-file="$folder/munge.pid" --seed-file="$folder/munge.seed" \
    --log-file="$folder/munge.log" >"$folder/munged.out" 2>&1 &
  daemons+=($!)
  wait_until "munged's socket" test -S "$folder/munge.socket"
  slurmctld -D -f "$SLURM_CONF" >"$folder/slurmctld.out" 2>&1 &
  daemons+=($!)
  wait_until "slurmctld" scontrol ping
  slurmd -D -N "$(hostname -s)" -f "$SLURM_CONF" >"$folder/slurmd.out" 2>&1 &
  daemons+=($!)
  wait_until "an idle node" node_is_idle
}

node_is_idle() { [ "$(sinfo --noheader --format=%T)" = idle ]; }

# Ends jobs first: slurmstepd would go on without slurmd.
stop_cluster() {
  if [ "${#daemons[@]}" -gt 1 ]; then
    timeout 10 scancel --user=root >/dev/null 2>&1 || true
    for _ in $(seq 30); do
      [ -n "$(timeout 5 squeue --noheader 2>/dev/null)" ] || break
      sleep 0.5
    done
  fi
  local place
  for ((place = ${#daemons[@]} - 1; place >= 0; place--)); do
    kill "${daemons[place]}" 2>/dev/null || true
    for _ in $(seq 50); do
      kill -0 "${daemons[place]}" 2>/dev/null || break
      sleep 0.1
    done
    kill -KILL "${daemons[place]}" 2>/dev/null || true
    wait "${daemons[place]}" 2>/dev/null || true
  done
  daemons=()
}

# Half an hour, which nothing takes: it says nothing about the machine.
patience=1800

# wait_until WHAT COMMAND...
wait_until() {
  local end=$((SECONDS + patience)) what=$1
  shift
  until "$@" >/dev/null 2>&1; do
    if [ "$SECONDS" -ge "$end" ]; then
      echo "waited in vain for $what" >&2
      return 1
    fi
    sleep 0.1
  done
}
