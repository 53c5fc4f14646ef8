import type { GuestSpec } from '../../driver.ts'
import { stamp } from './boot-log.ts'

/** What a kernel says last, as it stands on the console of a Nitro instance. */
export function kernelPanic({ instanceType, vcpus }: GuestSpec, upMs: number): string {
  const lines = [
    'Kernel panic - not syncing: Attempted to kill init! exitcode=0x0000000b',
    `CPU: ${Math.max(0, vcpus - 1)} PID: 1 Comm: systemd Not tainted`,
    `Hardware name: Amazon EC2 ${instanceType}/, BIOS 1.0 10/16/2017`,
    'Call Trace:',
    ' <TASK>',
    ' panic+0x118/0x2f0',
    ' do_exit.cold+0x15/0x15',
    ' do_group_exit+0x2d/0x90',
    ' get_signal+0x8c9/0x8d0',
    ' arch_do_signal_or_restart+0x40/0x110',
    ' exit_to_user_mode_prepare+0x18d/0x1f0',
    ' </TASK>',
    '---[ end Kernel panic - not syncing: Attempted to kill init! exitcode=0x0000000b ]---',
  ]
  return lines.map((line) => `${stamp(upMs, 0)} ${line}\r\n`).join('')
}
