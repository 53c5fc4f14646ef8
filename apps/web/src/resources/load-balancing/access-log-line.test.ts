import { expect, test } from 'vitest'
import { readLogLine } from './access-log-line.ts'

test('a line of an access log is read by its fields, spaces in quotes and all', () => {
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html#access-log-entry-examples
  const line =
    'http 2018-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.000 0.001 0.000 200 200 34 366 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.46.0" - - arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337262-36d228ad5d99923122bbe354" "-" "-" 0 2018-07-02T22:22:48.364000Z "forward" "-" "-" "10.0.0.1:80" "200" "-" "-" TID_1234abcd5678ef90'
  expect(readLogLine(line)).toEqual({
    time: '2018-07-02T22:23:00.186641Z',
    client: '192.168.131.39:2817',
    target: '10.0.0.1:80',
    targetSeconds: '0.001',
    status: '200',
    targetStatus: '200',
    request: 'GET http://www.example.com:80/ HTTP/1.1',
    rule: '0',
    reason: undefined,
  })
  const unanswered = line.replace('10.0.0.1:80 0.000 0.001 0.000 200 200', '- -1 -1 -1 503 -')
  expect(readLogLine(unanswered)).toMatchObject({
    target: undefined,
    targetSeconds: undefined,
    status: '503',
    targetStatus: undefined,
  })
})
