import {
  CreateLoginProfileCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam'
import { AWS_URL } from '../support/addresses.ts'
import { row } from '../support/console.ts'
import { expect, test } from '../support/test.ts'

const password = 'Right-Horse-7'

/** Looks at everything, launches t3.micro, and may change nothing else. */
const narrow = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['ec2:Describe*', 'ec2:GetInstanceTypes*', 'iam:List*'],
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Action: ['ec2:CreateTags', 'ec2:CreateSecurityGroup', 'ec2:AuthorizeSecurityGroup*'],
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Action: 'ec2:RunInstances',
      Resource: '*',
      Condition: { StringEqualsIfExists: { 'ec2:InstanceType': 't3.micro' } },
    },
  ],
}

test('a student launches what a narrow policy allows, is refused with the reason, and may once the teacher has added the statement', async ({
  page,
  world,
  browser,
}) => {
  const iam = new IAMClient({
    endpoint: AWS_URL,
    region: 'us-east-1',
    credentials: { accessKeyId: world.account, secretAccessKey: 'any' },
    maxAttempts: 1,
  })
  await iam.send(new CreateUserCommand({ UserName: 'student' }))
  await iam.send(new CreateLoginProfileCommand({ UserName: 'student', Password: password }))
  const document = JSON.stringify(narrow)
  await iam.send(
    new PutUserPolicyCommand({
      UserName: 'student',
      PolicyName: 'narrow',
      PolicyDocument: document,
    }),
  )
  iam.destroy()

  // The teacher switches enforcement on, and stays the root user in this browser.
  await page.goto(world.path('/access'))
  await page.getByRole('radio', { name: /Enforce/ }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: /Account: root/ })).toBeVisible()

  const context = await browser.newContext()
  const student = await context.newPage()
  await student.goto(world.path('/instances'))
  await student.getByLabel('IAM user name').fill('student')
  await student.getByLabel('Password').fill('Wrong-Horse-7')
  await student.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(student.getByText('Your authentication information is incorrect.')).toBeVisible()
  await student.getByLabel('Password').fill(password)
  await student.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(student.getByRole('button', { name: /Account: student @/ })).toBeVisible()

  const launch = async (type?: string) => {
    await student.goto(world.path('/launch'))
    await expect(student.getByText(/^ami-[0-9a-f]{17}/).first()).toBeVisible()
    await student.getByRole('button', { name: /^Key pair name/ }).click()
    await student.getByRole('option', { name: /Proceed without a key pair/ }).click()
    if (type !== undefined) {
      await student
        .getByRole('button', { name: /^Instance type/ })
        .first()
        .click()
      await student.keyboard.type(type)
      await student
        .getByRole('option', { name: new RegExp(`^${type}`) })
        .first()
        .click()
    }
    await student.getByRole('button', { name: 'Launch instance', exact: true }).click()
  }
  await launch()
  await expect(student.getByText('Launch of 1 instance initiated')).toBeVisible()
  await launch('m5.large')
  await expect(
    student
      .getByText(/student may not do ec2:RunInstances on .*instance.*no policy of theirs allows it/)
      .first(),
  ).toBeVisible()

  await page.reload()
  await row(page, 'ec2:RunInstances').first().getByRole('radio').check()
  await page.getByRole('button', { name: 'Add it to student' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Add statement' }).click()
  await expect(page.getByText('student may do that now').first()).toBeVisible()
  await student.getByRole('button', { name: 'Retry failed step' }).click()
  await expect(student.getByText('Launch of 1 instance initiated')).toBeVisible()
  await context.close()
})
