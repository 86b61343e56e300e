"""The numbers of system calls: each kind of machine has its own, but for those that came last."""

from __future__ import annotations

from typing import Dict, NamedTuple


class Numbers(NamedTuple):
    """One kind of machine: how the kernel names it, and its calls; those that it does not have are not there."""

    audit: int
    calls: Dict[str, int]


def table(text: str) -> Dict[str, int]:
    """`name=12 other=13`."""
    return {name: int(number) for name, _, number in (word.partition("=") for word in text.split())}


BOTH = table(
    "pidfd_send_signal=424 io_uring_setup=425 open_tree=428 move_mount=429 fsopen=430 fsconfig=431 fsmount=432 "
    "fspick=433 pidfd_open=434 clone3=435 pidfd_getfd=438 process_madvise=440 mount_setattr=442 memfd_secret=447 "
    "process_mrelease=448 fchmodat2=452 setxattrat=463 removexattrat=466 file_setattr=469"
)
X86_64 = table(
    "ioctl=16 shmget=29 socket=41 socketpair=53 clone=56 fork=57 vfork=58 execve=59 kill=62 semget=64 msgget=68 "
    "fcntl=72 flock=73 chmod=90 fchmod=91 chown=92 fchown=93 lchown=94 ptrace=101 rt_sigqueueinfo=129 utime=132 "
    "setpriority=141 sched_setparam=142 sched_setscheduler=144 vhangup=153 pivot_root=155 prctl=157 adjtimex=159 "
    "chroot=161 acct=163 settimeofday=164 mount=165 umount2=166 swapon=167 swapoff=168 reboot=169 sethostname=170 "
    "setdomainname=171 init_module=175 delete_module=176 quotactl=179 setxattr=188 lsetxattr=189 fsetxattr=190 "
    "removexattr=197 lremovexattr=198 fremovexattr=199 tkill=200 sched_setaffinity=203 clock_settime=227 tgkill=234 "
    "utimes=235 mq_open=240 mq_unlink=241 kexec_load=246 add_key=248 request_key=249 keyctl=250 ioprio_set=251 "
    "migrate_pages=256 fchownat=260 futimesat=261 fchmodat=268 unshare=272 move_pages=279 utimensat=280 "
    "rt_tgsigqueueinfo=297 perf_event_open=298 fanotify_init=300 prlimit64=302 open_by_handle_at=304 clock_adjtime=305 "
    "setns=308 process_vm_readv=310 process_vm_writev=311 kcmp=312 finit_module=313 sched_setattr=314 seccomp=317 "
    "bpf=321 execveat=322 userfaultfd=323"
)
ARM64 = table(
    "setxattr=5 lsetxattr=6 fsetxattr=7 removexattr=14 lremovexattr=15 fremovexattr=16 fcntl=25 ioctl=29 ioprio_set=30 "
    "flock=32 umount2=39 mount=40 pivot_root=41 chroot=51 fchmod=52 fchmodat=53 fchownat=54 fchown=55 vhangup=58 "
    "quotactl=60 utimensat=88 acct=89 unshare=97 kexec_load=104 init_module=105 delete_module=106 clock_settime=112 "
    "ptrace=117 sched_setparam=118 sched_setscheduler=119 sched_setaffinity=122 kill=129 tkill=130 tgkill=131 "
    "rt_sigqueueinfo=138 setpriority=140 reboot=142 sethostname=161 setdomainname=162 prctl=167 settimeofday=170 "
    "adjtimex=171 mq_open=180 mq_unlink=181 msgget=186 semget=190 shmget=194 socket=198 socketpair=199 add_key=217 "
    "request_key=218 keyctl=219 clone=220 execve=221 swapon=224 swapoff=225 migrate_pages=238 move_pages=239 "
    "rt_tgsigqueueinfo=240 perf_event_open=241 prlimit64=261 fanotify_init=262 open_by_handle_at=265 clock_adjtime=266 "
    "setns=268 process_vm_readv=270 process_vm_writev=271 kcmp=272 finit_module=273 sched_setattr=274 seccomp=277 "
    "bpf=280 execveat=281 userfaultfd=282"
)
MACHINES: Dict[str, Numbers] = {
    "x86_64": Numbers(0xC000003E, {**BOTH, **X86_64}),
    "aarch64": Numbers(0xC00000B7, {**BOTH, **ARM64}),
}
