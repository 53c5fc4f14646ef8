export const errors = {
  'errors.failed': 'That did not work',
  'errors.said': '{code}: {message}',
  'errors.requestId': 'Request ID: {id}',
  'errors.serverUnreachable':
    'Brume cannot be reached. Start it again if it was stopped; nothing is lost.',
  'errors.instanceUnreachable':
    'The instance was not reached. Look at what this way in needs, below: each missing thing has its remedy.',
  'errors.loginRefused':
    'The instance did not let this user in. Check the user name, and that the image brings EC2 Instance Connect.',
  'errors.targetNotConnected':
    'The agent of the instance does not answer. Look at what Session Manager needs: each missing thing has its remedy.',
  'errors.serialDisabled': 'The account does not allow the serial console in this Region.',
  'errors.serialLimit':
    'Somebody is at the serial console of this instance, and it serves one at a time. End that terminal first.',
  'errors.connectState':
    'The instance is not in a state that one can connect to. Start it if it is stopped.',
  'errors.connectNotFound': 'The instance does not exist any more.',
  'errors.connectType':
    'The serial console needs an instance type on the Nitro System, such as t3.micro.',
  'errors.connectUnavailable':
    'The instance cannot be reached right now. Wait a few minutes, then retry.',
  'errors.tooManyTerminals': 'As many terminals are open as can be. Close one first.',
  'errors.signInAgain': 'Your sign-in has ended. Sign in again with your AWS tools, then retry.',
  'errors.signIn': 'Sign in to this account first.',
  'errors.enterCode': 'Enter the one-time code that Brume printed when it started.',
  'errors.credentialsExpired':
    'The credentials of this connection have expired. Renew them, then retry.',
  'errors.credentialsMissing': 'This connection has no usable credentials.',
  'errors.notAuthorized': 'Your permissions do not allow this.',
  'errors.endpointUnreachable': 'The AWS endpoint of this connection cannot be reached.',
  'errors.throttled': 'AWS is limiting the rate of requests. Wait a moment, then retry.',
  'errors.readOnly': 'This connection is read-only: nothing can be changed through it.',
  'errors.notSupported': 'This is not supported here.',
  'errors.badRequest': 'Something in the input is not valid.',
  'errors.tryAgain': 'Try again.',
  'errors.pageTitle': 'This page has failed',
  'errors.pageText': 'The rest of Brume still works. Reload this page, or go elsewhere.',
  'errors.notFoundTitle': 'Page not found',
  'errors.toDashboard': 'Open the dashboard',
  'errors.notFoundText': 'There is nothing at {path}.',
  'errors.noConnectionTitle': 'No such connection',
  'errors.noConnectionText': 'Brume has no connection named “{id}”.',
  'errors.startTitle': 'Brume could not start',
} as const
