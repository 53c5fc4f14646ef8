import {
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  DescribeInstancesCommand,
  DescribeLaunchTemplateVersionsCommand,
} from '@aws-sdk/client-ec2'
import { confirmDelete, menuItem, row, select } from '../support/console.ts'
import { amazonLinux, expect, test } from '../support/test.ts'

test('a template is made in the launch form, and refused a name that is taken', async ({
  page,
  world,
}) => {
  await world.ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: 'taken',
      LaunchTemplateData: { InstanceType: 't3.nano' },
    }),
  )
  await page.goto(world.path('/launch-templates'))
  await page.getByRole('button', { name: 'Create launch template' }).click()
  const name = page.getByRole('textbox', { name: 'Launch template name' })
  await expect(name).toBeVisible()
  const submit = page.getByRole('button', { name: 'Create launch template' })
  await submit.click()
  await expect(page.getByText('Name the launch template.').first()).toBeVisible()
  await name.fill('taken')
  await submit.click()
  await expect(page.getByText('Launch template name already in use.').first()).toBeVisible()
  await name.fill('web')
  await page.getByRole('textbox', { name: 'Template version description' }).fill('the first')
  await submit.click()
  await expect(row(page, 'web')).toBeVisible()
  const { LaunchTemplateVersions = [] } = await world.ec2.send(
    new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateName: 'web' }),
  )
  expect(LaunchTemplateVersions).toMatchObject([
    {
      VersionDescription: 'the first',
      LaunchTemplateData: {
        ImageId: await amazonLinux(world.ec2),
        InstanceType: 't3.micro',
        MetadataOptions: { HttpTokens: 'required' },
      },
    },
  ])
  expect(LaunchTemplateVersions[0]?.LaunchTemplateData?.KeyName).toBeUndefined()
})

test('versions are compared, made the default, launched from and deleted', async ({
  page,
  world,
}) => {
  const template = { LaunchTemplateName: 'web' }
  const ImageId = await amazonLinux(world.ec2)
  await world.ec2.send(
    new CreateLaunchTemplateCommand({
      ...template,
      LaunchTemplateData: { ImageId, InstanceType: 't3.micro' },
    }),
  )
  await page.goto(world.path('/launch-templates?tab=versions'))
  await select(page, 'web')
  const versions = page.getByRole('table', { name: 'Versions' })
  await expect(versions.getByText('1 (Default)')).toBeVisible()
  // Another one comes from elsewhere while the page is open.
  await world.ec2.send(
    new CreateLaunchTemplateVersionCommand({
      ...template,
      SourceVersion: '1',
      VersionDescription: 'bigger',
      LaunchTemplateData: { InstanceType: 't3.small' },
    }),
  )
  await versions.getByRole('checkbox', { name: 'Select version 1' }).check()
  await versions.getByRole('checkbox', { name: 'Select version 2' }).check()
  const compared = page.getByRole('table', { name: 'Version 1 compared with version 2' })
  await expect(row(page, 'InstanceType')).toContainText('t3.micro')
  await expect(compared.getByRole('row')).toHaveCount(2)

  await versions.getByRole('checkbox', { name: 'Select version 1' }).uncheck()
  await page.getByRole('button', { name: 'Set default version' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Set default version' }).click()
  await expect(versions.getByText('2 (Default)')).toBeVisible()

  await page.getByRole('button', { name: 'Launch instance from template' }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('from template')
  await dialog.getByRole('button', { name: 'Launch instance from template' }).click()
  await expect(dialog).toBeHidden()
  const { Reservations = [] } = await world.ec2.send(new DescribeInstancesCommand({}))
  expect(Reservations[0]?.Instances?.[0]).toMatchObject({ ImageId, InstanceType: 't3.small' })

  await versions.getByRole('checkbox', { name: 'Select version 2' }).uncheck()
  await versions.getByRole('checkbox', { name: 'Select version 1' }).check()
  await page.getByRole('button', { name: 'Delete versions' }).click()
  await confirmDelete(page, 'Delete')
  await expect(versions.getByRole('checkbox', { name: 'Select version 1' })).toBeHidden()
})

test('a template made of an instance launches its like', async ({ page, world }) => {
  await world.launch('original', { UserData: btoa('#!/bin/sh'), InstanceType: 't3.small' })
  await page.goto(world.path('/instances'))
  await select(page, 'original')
  await (
    await menuItem(page, 'Actions', 'Image and templates', 'Create template from instance')
  ).click()
  await page.getByRole('textbox', { name: 'Launch template name' }).fill('like-original')
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('original')
  await page.getByRole('button', { name: 'Create launch template' }).click()
  await expect(row(page, 'like-original')).toBeVisible()
  const { LaunchTemplateVersions = [] } = await world.ec2.send(
    new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateName: 'like-original' }),
  )
  expect(LaunchTemplateVersions[0]?.LaunchTemplateData).toMatchObject({
    InstanceType: 't3.small',
    UserData: btoa('#!/bin/sh'),
    TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'original' }] }],
  })
})
