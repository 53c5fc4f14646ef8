import type { PackageFacts } from './package-facts.ts'

const httpdConf = `ServerRoot "/etc/httpd"
Listen 80
Include conf.modules.d/*.conf
User apache
Group apache
ServerAdmin root@localhost
#ServerName www.example.com:80

<Directory />
    AllowOverride none
    Require all denied
</Directory>

DocumentRoot "/var/www/html"

<Directory "/var/www">
    AllowOverride None
    Require all granted
</Directory>

<Directory "/var/www/html">
    Options Indexes FollowSymLinks
    AllowOverride None
    Require all granted
</Directory>

<IfModule dir_module>
    DirectoryIndex index.html
</IfModule>

<Files ".ht*">
    Require all denied
</Files>

ErrorLog "logs/error_log"
LogLevel warn

<IfModule log_config_module>
    LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
    LogFormat "%h %l %u %t \\"%r\\" %>s %b" common
    CustomLog "logs/access_log" combined
</IfModule>

<IfModule alias_module>
    ScriptAlias /cgi-bin/ "/var/www/cgi-bin/"
</IfModule>

<Directory "/var/www/cgi-bin">
    AllowOverride None
    Options None
    Require all granted
</Directory>

<IfModule mime_module>
    TypesConfig /etc/mime.types
    AddType application/x-compress .Z
    AddType application/x-gzip .gz .tgz
</IfModule>

AddDefaultCharset UTF-8
EnableSendfile on
IncludeOptional conf.d/*.conf
`

const welcomeConf = `<LocationMatch "^/+$">
    Options -Indexes
    ErrorDocument 403 /.noindex.html
</LocationMatch>

<Directory /usr/share/httpd/noindex>
    AllowOverride None
    Require all granted
</Directory>

Alias /.noindex.html /usr/share/httpd/noindex/index.html
`

const sslConf = `Listen 443 https
SSLPassPhraseDialog exec:/usr/libexec/httpd-ssl-pass-dialog
SSLSessionCache shmcb:/run/httpd/sslcache(512000)
SSLCryptoDevice builtin

<VirtualHost _default_:443>
ErrorLog logs/ssl_error_log
CustomLog logs/ssl_access_log common
LogLevel warn
SSLEngine on
SSLProtocol all -SSLv3
SSLCertificateFile /etc/pki/tls/certs/localhost.crt
SSLCertificateKeyFile /etc/pki/tls/private/localhost.key
</VirtualHost>
`

const apache2Conf = `DefaultRuntimeDir \${APACHE_RUN_DIR}
PidFile \${APACHE_PID_FILE}
Timeout 300
KeepAlive On
MaxKeepAliveRequests 100
KeepAliveTimeout 5
User \${APACHE_RUN_USER}
Group \${APACHE_RUN_GROUP}
HostnameLookups Off
ErrorLog \${APACHE_LOG_DIR}/error.log
LogLevel warn
IncludeOptional mods-enabled/*.load
IncludeOptional mods-enabled/*.conf
Include ports.conf

<Directory />
	Options FollowSymLinks
	AllowOverride None
	Require all denied
</Directory>

<Directory /usr/share>
	AllowOverride None
	Require all granted
</Directory>

<Directory /var/www/>
	Options Indexes FollowSymLinks
	AllowOverride None
	Require all granted
</Directory>

AccessFileName .htaccess
<FilesMatch "^\\.ht">
	Require all denied
</FilesMatch>

ServerSignature On
LogFormat "%h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
LogFormat "%h %l %u %t \\"%r\\" %>s %O" common
IncludeOptional conf-enabled/*.conf
IncludeOptional sites-enabled/*.conf
`

const defaultSite = `<VirtualHost *:80>
	ServerAdmin webmaster@localhost
	DocumentRoot /var/www/html
	ErrorLog \${APACHE_LOG_DIR}/error.log
	CustomLog \${APACHE_LOG_DIR}/access.log combined
</VirtualHost>
`

const modules = [
  'alias',
  'authz_core',
  'autoindex',
  'deflate',
  'dir',
  'env',
  'filter',
  'mime',
  'mpm_event',
  'negotiation',
  'setenvif',
  'status',
]
const moreModules = ['headers', 'proxy', 'proxy_http', 'rewrite', 'ssl', 'expires', 'cgi']

export const nginxMimeTypes = `types {
    text/html                             html htm shtml;
    text/css                              css;
    text/xml                              xml;
    image/gif                             gif;
    image/jpeg                            jpeg jpg;
    application/javascript                js;
    application/atom+xml                  atom;
    application/rss+xml                   rss;
    text/plain                            txt;
    image/png                             png;
    image/svg+xml                         svg svgz;
    image/webp                            webp;
    image/x-icon                          ico;
    font/woff                             woff;
    font/woff2                            woff2;
    application/json                      json;
    application/pdf                       pdf;
    application/zip                       zip;
    application/wasm                      wasm;
    video/mp4                             mp4;
    video/webm                            webm;
    audio/mpeg                            mp3;
}
`

const nginxConf = `user nginx;
worker_processes auto;
error_log /var/log/nginx/error.log notice;
pid /run/nginx.pid;

include /usr/share/nginx/modules/*.conf;

events {
    worker_connections 1024;
}

http {
    log_format  main  '$remote_addr - $remote_user [$time_local] "$request" '
                      '$status $body_bytes_sent "$http_referer" '
                      '"$http_user_agent" "$http_x_forwarded_for"';

    access_log  /var/log/nginx/access.log  main;

    sendfile            on;
    tcp_nopush          on;
    keepalive_timeout   65;
    types_hash_max_size 4096;

    include             /etc/nginx/mime.types;
    default_type        application/octet-stream;

    include /etc/nginx/conf.d/*.conf;

    server {
        listen       80;
        listen       [::]:80;
        server_name  _;
        root         /usr/share/nginx/html;

        include /etc/nginx/default.d/*.conf;

        error_page 404 /404.html;
        location = /404.html {
        }

        error_page 500 502 503 504 /50x.html;
        location = /50x.html {
        }
    }
}
`

const nginxDebian = `user www-data;
worker_processes auto;
pid /run/nginx.pid;
error_log /var/log/nginx/error.log;
include /etc/nginx/modules-enabled/*.conf;

events {
	worker_connections 768;
}

http {
	sendfile on;
	tcp_nopush on;
	types_hash_max_size 2048;
	include /etc/nginx/mime.types;
	default_type application/octet-stream;
	ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
	ssl_prefer_server_ciphers on;
	access_log /var/log/nginx/access.log;
	gzip on;
	include /etc/nginx/conf.d/*.conf;
	include /etc/nginx/sites-enabled/*;
}
`

const nginxSite = `server {
	listen 80 default_server;
	listen [::]:80 default_server;

	root /var/www/html;
	index index.html index.htm index.nginx-debian.html;
	server_name _;

	location / {
		try_files $uri $uri/ =404;
	}
}
`

export const nginxWelcome = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, the nginx web server is successfully installed and
working. Further configuration is required.</p>
<p><em>Thank you for using nginx.</em></p>
</body>
</html>
`

const phpFastcgi = `index index.php index.html index.htm;

location ~ \\.(php|phar)(/.*)?$ {
    fastcgi_split_path_info ^(.+\\.(?:php|phar))(/.*)$;
    fastcgi_intercept_errors on;
    fastcgi_index  index.php;
    include        fastcgi_params;
    fastcgi_param  SCRIPT_FILENAME  $document_root$fastcgi_script_name;
    fastcgi_pass   php-fpm;
}
`

/** Web servers with the configuration that their packages bring, and PHP. */
export const webPackages: readonly PackageFacts[] = [
  {
    name: 'httpd',
    version: '2.4.65-1',
    summary: 'Apache HTTP Server',
    only: 'redhat',
    user: 'apache',
    unit: 'httpd',
    needs: ['httpd-tools'],
    programs: { '/usr/sbin/httpd': 'httpd', '/usr/sbin/apachectl': 'apachectl' },
    files: {
      '/var/www/html/': '',
      '/var/www/cgi-bin/': '',
      '/var/log/httpd/access_log': '',
      '/var/log/httpd/error_log': '',
      '/etc/httpd/conf/httpd.conf': httpdConf,
      '/etc/httpd/conf.modules.d/00-base.conf': '# Modules are built in.\n',
      '/etc/httpd/conf.d/welcome.conf': welcomeConf,
      '/usr/share/httpd/noindex/index.html':
        '<!DOCTYPE html>\n<html>\n<head><title>Test Page for the HTTP Server</title></head>\n<body><h1>It works!</h1></body>\n</html>\n',
    },
    links: { '/etc/httpd/logs': '../../var/log/httpd' },
  },
  {
    name: 'apache2',
    version: '2.4.62-150700',
    summary: 'The Apache HTTPD Server',
    only: 'suse',
    user: 'wwwrun',
    unit: 'apache2',
    programs: {
      '/usr/sbin/httpd': 'httpd',
      '/usr/sbin/apachectl': 'apachectl',
      '/usr/sbin/apache2ctl': 'apachectl',
    },
    files: {
      '/srv/www/htdocs/': '',
      '/var/log/apache2/access_log': '',
      '/var/log/apache2/error_log': '',
      '/etc/apache2/httpd.conf': httpdConf
        .replaceAll('/etc/httpd', '/etc/apache2')
        .replaceAll('/var/www/html', '/srv/www/htdocs')
        .replaceAll('/var/www', '/srv/www')
        .replaceAll('"logs/', '"/var/log/apache2/')
        .replace('User apache\nGroup apache', 'User wwwrun\nGroup www')
        .replace('Include conf.modules.d/*.conf\n', ''),
      '/etc/apache2/conf.d/': '',
    },
  },
  {
    name: 'mod_ssl',
    version: '2.4.65-1',
    summary: 'SSL/TLS module for the Apache HTTP Server',
    only: 'redhat',
    needs: ['httpd'],
    files: {
      '/etc/httpd/conf.modules.d/00-ssl.conf':
        '# TLS is carried in the clear in a simulated guest.\n',
      '/etc/httpd/conf.d/ssl.conf': sslConf,
      '/etc/pki/tls/certs/localhost.crt': 'A simulated guest has no real certificate.\n',
      '/etc/pki/tls/private/localhost.key': 'A simulated guest has no real key.\n',
    },
  },
  {
    name: 'apache2',
    version: '2.4.58-1ubuntu8.8',
    summary: 'Apache HTTP Server',
    only: 'debian',
    unit: 'apache2',
    programs: {
      '/usr/sbin/apache2': 'httpd',
      '/usr/sbin/apache2ctl': 'apachectl',
      '/usr/sbin/apachectl': 'apachectl',
      '/usr/sbin/a2enmod': 'a2enmod',
      '/usr/sbin/a2dismod': 'a2dismod',
      '/usr/sbin/a2ensite': 'a2ensite',
      '/usr/sbin/a2dissite': 'a2dissite',
      '/usr/sbin/a2enconf': 'a2enconf',
      '/usr/sbin/a2disconf': 'a2disconf',
    },
    files: {
      '/var/www/html/index.html':
        '<!DOCTYPE html>\n<html><head><title>Apache2 Default Page: It works</title></head><body><h1>Apache2 Default Page</h1><p>It works!</p></body></html>\n',
      '/var/log/apache2/access.log': '',
      '/var/log/apache2/error.log': '',
      '/etc/apache2/apache2.conf': apache2Conf,
      '/etc/apache2/ports.conf': 'Listen 80\n\n<IfModule ssl_module>\n\tListen 443\n</IfModule>\n',
      '/etc/apache2/sites-available/000-default.conf': defaultSite,
      '/etc/apache2/conf-enabled/': '',
      '/etc/apache2/mods-available/dir.conf':
        '<IfModule mod_dir.c>\n\tDirectoryIndex index.html index.cgi index.pl index.php index.xhtml index.htm\n</IfModule>\n',
      ...Object.fromEntries(
        [...modules, ...moreModules].map((name) => [
          `/etc/apache2/mods-available/${name}.load`,
          `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so\n`,
        ]),
      ),
    },
    links: {
      '/etc/apache2/sites-enabled/000-default.conf': '../sites-available/000-default.conf',
      '/etc/apache2/mods-enabled/dir.conf': '../mods-available/dir.conf',
      ...Object.fromEntries(
        modules.map((name) => [
          `/etc/apache2/mods-enabled/${name}.load`,
          `../mods-available/${name}.load`,
        ]),
      ),
    },
  },
  {
    name: 'nginx',
    version: '1.28.0-1',
    summary: 'High performance web server',
    user: 'nginx',
    unit: 'nginx',
    programs: { '/usr/sbin/nginx': 'nginx' },
    files: {
      '/etc/nginx/mime.types': nginxMimeTypes,
      '/etc/nginx/conf.d/': '',
      '/etc/nginx/fastcgi_params': 'fastcgi_param  QUERY_STRING       $query_string;\n',
      '/var/log/nginx/access.log': '',
      '/var/log/nginx/error.log': '',
    },
    redhat: {
      '/etc/nginx/nginx.conf': nginxConf,
      '/etc/nginx/default.d/': '',
      '/usr/share/nginx/html/index.html': nginxWelcome,
      '/usr/share/nginx/html/404.html':
        '<!DOCTYPE html>\n<html><head><title>The page is not found</title></head><body><h1>404</h1><p>The page you are looking for is not found.</p></body></html>\n',
      '/usr/share/nginx/html/50x.html':
        '<!DOCTYPE html>\n<html><head><title>The page is temporarily unavailable</title></head><body><h1>50x</h1><p>The page you are looking for is temporarily unavailable.</p></body></html>\n',
    },
    debian: {
      '/etc/nginx/nginx.conf': nginxDebian,
      '/etc/nginx/sites-available/default': nginxSite,
      '/etc/nginx/modules-enabled/': '',
      '/etc/nginx/snippets/fastcgi-php.conf': 'fastcgi_index index.php;\n',
      '/var/www/html/index.nginx-debian.html': nginxWelcome,
    },
    debianLinks: { '/etc/nginx/sites-enabled/default': '/etc/nginx/sites-available/default' },
  },
  {
    name: 'php',
    version: '8.4.12-1',
    summary: 'PHP scripting language',
    only: 'redhat',
    aliases: [
      'php8.2',
      'php8.3',
      'php8.4',
      'php-fpm',
      'php-mysqlnd',
      'php8.2-mysqlnd',
      'php8.4-mysqlnd',
      'php-mysqli',
      'php8.4-fpm',
      'php8.2-fpm',
      'php-cli',
      'php-json',
      'php-devel',
      'php-mbstring',
      'php-xml',
      'php-gd',
    ],
    unit: 'php-fpm',
    user: 'apache',
    programs: { '/usr/bin/php': 'php', '/usr/sbin/php-fpm': 'php-fpm' },
    files: {
      '/etc/php.ini': '[PHP]\ndisplay_errors = Off\nlog_errors = On\n',
      '/etc/php-fpm.conf': 'include=/etc/php-fpm.d/*.conf\n',
      '/etc/php-fpm.d/www.conf':
        '[www]\nuser = apache\ngroup = apache\nlisten = /run/php-fpm/www.sock\n',
      // On Amazon Linux and Red Hat PHP's daemon comes up with the web server, and goes with no call of its own.
      '/usr/lib/systemd/system/httpd.service.d/php-fpm.conf': '[Unit]\nWants=php-fpm.service\n',
      '/usr/lib/systemd/system/nginx.service.d/php-fpm.conf': '[Unit]\nWants=php-fpm.service\n',
      '/etc/httpd/conf.d/php.conf':
        '<Files ".user.ini">\n    Require all denied\n</Files>\nAddType text/html .php\nDirectoryIndex index.php index.html\n',
      '/etc/nginx/default.d/php.conf': phpFastcgi,
      '/etc/nginx/conf.d/php-fpm.conf':
        'upstream php-fpm {\n        server unix:/run/php-fpm/www.sock;\n}\n',
    },
  },
  {
    name: 'php',
    version: '8.3.6-0ubuntu0.24.04.5',
    summary: 'PHP scripting language',
    only: 'debian',
    aliases: [
      'libapache2-mod-php',
      'php-cli',
      'php-mysql',
      'php-json',
      'php-curl',
      'php-mbstring',
      'php-xml',
      'php8.3',
      'php8.1',
      'php8.2',
    ],
    programs: { '/usr/bin/php': 'php' },
    files: { '/etc/php/cli/php.ini': '[PHP]\n' },
  },
  {
    name: 'php-fpm',
    version: '8.3.6-0ubuntu0.24.04.5',
    summary: 'FastCGI Process Manager for PHP',
    only: 'debian',
    aliases: ['php8.3-fpm', 'php8.1-fpm', 'php8.2-fpm'],
    unit: 'php-fpm',
    needs: ['php'],
    programs: { '/usr/sbin/php-fpm': 'php-fpm' },
  },
]
