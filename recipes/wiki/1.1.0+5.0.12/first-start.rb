# Runs at every start, before the server; makes what is not there yet and leaves what people have made.
language = ENV['WIKI_LANGUAGE'].presence || 'en'
title = ENV['WIKI_TITLE'].presence || 'Wiki'

Redmine::DefaultData::Loader.load(language) if Redmine::DefaultData::Loader.no_data?

Setting.host_name = ENV['DOMAIN']
Setting.protocol = ENV['WIKI_PROTOCOL'].presence || 'https'
Setting.login_required = ENV['WIKI_MEMBERS_ONLY'] == 'true' ? '1' : '0'
Setting.mail_from = ENV['MAIL_FROM'] if ENV['MAIL_FROM'].present?

admin = User.find_by(login: 'admin')
if admin && (admin.check_password?('admin') || ENV['RESET_ADMIN_PASSWORD'])
  admin.password = admin.password_confirmation = File.read('/run/secrets/admin_password').strip
  admin.must_change_passwd = false
  admin.save!
end

unless Project.exists?(identifier: 'wiki')
  Setting.app_title = title
  Setting.default_language = language
  Setting.rest_api_enabled = '1'
  Setting.welcome_text = "Everything is in \"#{title}\":/projects/wiki/wiki"
  project = Project.create!(name: title, identifier: 'wiki', is_public: true, enabled_module_names: ['wiki'])
  wiki = project.wiki || Wiki.create!(project: project, start_page: 'Wiki')
  page = wiki.pages.new(title: wiki.start_page)
  page.save_with_content(WikiContent.new(page: page, author: admin, text: "h1. #{title}\n\nThe first page."))
end
