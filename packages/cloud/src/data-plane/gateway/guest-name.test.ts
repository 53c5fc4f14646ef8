import { describe, expect, it } from 'vitest'
import { readGuestName } from './guest-name.ts'

describe('names of guests', () => {
  it.each([
    [
      'ec2-198-18-246-115.ap-northeast-2.compute.localhost:8090',
      { address: '198.18.246.115', port: 80 },
    ],
    ['EC2-198-18-0-5.compute-1.localhost', { address: '198.18.0.5', port: 80 }],
    ['ec2-198-18-0-5.compute-1.amazonaws.com', { address: '198.18.0.5', port: 80 }],
    ['p8080.ec2-198-18-0-5.compute-1.localhost:8090', { address: '198.18.0.5', port: 8080 }],
    [
      'p3000.111122223333.ec2-198-18-0-5.us-gov-west-1.compute.localhost',
      { address: '198.18.0.5', port: 3000, account: '111122223333' },
    ],
    ['198.18.0.5:8090', { address: '198.18.0.5', port: 80 }],
  ])('%s', (host, name) => expect(readGuestName(host)).toEqual(name))

  it.each([
    undefined,
    '',
    'localhost:8090',
    '127.0.0.1:8090',
    '[::1]:8090',
    'example.com',
    'ec2-999-18-0-5.compute-1.localhost',
    'ec2-127-0-0-1.compute-1.localhost',
    'p0.ec2-198-18-0-5.compute-1.localhost',
    'p99999.ec2-198-18-0-5.compute-1.localhost',
    'evil.ec2-198-18-0-5.compute-1.localhost',
    'ec2-198-18-0-5.compute-1.localhost.evil.example',
  ])('takes %s for no guest', (host) => expect(readGuestName(host)).toBeUndefined())
})
