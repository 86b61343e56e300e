import segnet

net = segnet.SegNet(classes=2, filters=[4, 8, 12])
model = net.build((48, 48, 1))
other = segnet.builder.from_name("large")
