import { expect, test } from 'vitest'
import { madeBy, readMade, secretText, withoutSecrets } from './index.ts'

test('what an operation made is read where its output names it', () => {
  expect(readMade('CreateVpc', { Vpc: { VpcId: 'vpc-1' } })).toBe('vpc-1')
  expect(readMade('RunInstances', { Instances: [{ InstanceId: 'i-1' }] })).toBe('i-1')
  expect(readMade('RunInstances', { Instances: [] })).toBeUndefined()
  expect(readMade('DeleteVpc', { Vpc: { VpcId: 'vpc-1' } })).toBeUndefined()
  expect(madeBy['CreateSecurityGroup']).toBe('GroupId')
})

test('no secret is shown or kept, and nothing else is changed', () => {
  expect(withoutSecrets('CreateLoginProfile', { UserName: 'ann', Password: 'hunter2' })).toEqual({
    UserName: 'ann',
    Password: secretText,
  })
  const secure = { Name: '/db', Type: 'SecureString', Value: 'hunter2' }
  expect(withoutSecrets('PutParameter', secure)).toEqual({ ...secure, Value: secretText })
  const plain = { Name: '/db', Type: 'String', Value: 'host' }
  expect(withoutSecrets('PutParameter', plain)).toEqual(plain)
  const run = {
    UserData: 'IyEvYmluL3No',
    Deep: [{ PrivateKey: 'k', PrivateIpAddress: '10.0.0.4' }],
  }
  expect(withoutSecrets('RunInstances', run)).toEqual({
    UserData: 'IyEvYmluL3No',
    Deep: [{ PrivateKey: secretText, PrivateIpAddress: '10.0.0.4' }],
  })
})
