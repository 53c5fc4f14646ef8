import { expect, it } from 'vitest'
import { findFaults } from './user-data-faults.ts'

const said = (text: string): string => `[    8.720102] cloud-init[2102]: ${text}`

it('finds the command that ended a strict script, and what is said of it', () => {
  const log = [
    "Cloud-init v. 22.2.2 running 'modules:final'",
    said('+ cp /tmp/app.war /opt/app/'),
    said("cp: cannot stat '/tmp/app.war': No such file or directory"),
    said(
      '2026-01-01 00:00:08,720 - cc_scripts_user.py[WARNING]: Failed to run module scripts-user (scripts in /var/lib/cloud/instance/scripts)',
    ),
    said('2026-01-01 00:00:08,720 - util.py[WARNING]: Running module scripts-user failed'),
    '[FAILED] Failed to start cloud-final.service - Execute cloud user/final scripts.',
    said('Cloud-init v. 22.2.2 finished at Thu, 01 Jan 2026 00:00:08 +0000.'),
  ]
  expect(findFaults(log)).toEqual({ lines: [2, 3, 4, 5], failedAt: 2 })
})

it('finds lines that failed in a script that went on', () => {
  const log = [
    said('Complete!'),
    `ip-172-31-5-6 login: ${said('/var/lib/cloud/instance/scripts/part-001: line 7: ehco: command not found')}`,
    said('/var/lib/cloud/instance/scripts/part-001: 9: apt: not found'),
    '<13>Jan  1 00:00:08 user-data: ./install.sh: line 3: cd: /srv: No such file or directory',
    said('part-001: line 4: warning: here-document at line 2 delimited by end-of-file'),
    said('Cloud-init v. 19.3-46.amzn2 finished'),
  ]
  expect(findFaults(log)).toEqual({ lines: [1, 2, 3], failedAt: undefined })
})

it('finds user data that cloud-init could not use, in old words and new', () => {
  const unhandled =
    "Jun 07 16:14:44 cloud-init[2532]: __init__.py[WARNING]: Unhandled non-multipart (text/x-not-multipart) userdata: 'b'yum install'...'"
  expect(findFaults([said(unhandled)])).toEqual({ lines: [0], failedAt: 0 })
})

it('leaves the rest of a console alone', () => {
  const log = [
    '[  OK  ] Started sshd.service - OpenSSH server daemon.',
    said('Get:1 http://ap-northeast-2.ec2.archive.ubuntu.com/ubuntu noble InRelease'),
    said('<h1>nginx: it works</h1>'),
    'ip-172-31-5-6 login: script: line 1: not ours',
  ]
  expect(findFaults(log)).toEqual({ lines: [], failedAt: undefined })
})
